using Entente.Exchange;
using Entente.Server.Hosting;
using Entente.Taxii;

namespace Entente.Server.Taxii;

/// <summary>Discovery and API roots (TAXII 2.1 §4.1, §4.2). Each realm is an API root of its own.</summary>
internal static class DiscoveryEndpoints
{
    public static void Map(WebApplication app, Node node)
    {
        var discovery = new DiscoveryResource(node.Settings.Name, null, null, "/live/", ["/live/", "/exercise/"]).ToBytes();
        app.MapMethods("/taxii2/", TaxiiAnswers.ReadMethods, () => TaxiiAnswers.Resource(discovery));
        foreach (var realm in new[] { Realm.Live, Realm.Exercise })
        {
            var root = new ApiRootResource(
                $"{node.Settings.Name} ({realm.Write()})", null, [TaxiiMedia.Taxii21],
                node.Settings.PartnerLimits.BodyBytesMax).ToBytes();
            app.MapMethods($"/{realm.Write()}/", TaxiiAnswers.ReadMethods, () => TaxiiAnswers.Resource(root));
        }
    }
}
