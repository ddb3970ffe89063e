using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Entente.Exchange;
using Entente.Server.Auth;
using Entente.Server.Hosting;
using Entente.Taxii;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Entente.Server.Taxii;

/// <summary>
/// What partners reach: TAXII 2.1 and the logs of their channels, over TLS, and nothing else. A server of its own, so
/// that no header can lead a partner's request to the operator's interface.
/// </summary>
internal static class PartnerSite
{
    /// <summary>The largest request body that is taken, in bytes; API roots name it as max_content_length.</summary>
    public const int BodyBytesMax = 10 * 1024 * 1024;

    /// <summary>
    /// How much of a body is read at all. More than is taken, so that a client that sends a little too much gets to
    /// read its 413 instead of a broken connection.
    /// </summary>
    private const int BodyBytesReadMax = 4 * BodyBytesMax;

    private const string PartyItem = "party";

    public static WebApplication Build(Node node)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "entente-node" });
        builder.Logging.ClearProviders();
        var certificate = X509Certificate2.CreateFromPemFile(node.Folder.TlsCertificate, node.Folder.TlsKey);
        var address = new Uri(node.Settings.PartnerAddress);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesReadMax;
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
            Listen.On(kestrel, address, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            }));
        });
        var app = builder.Build();
        var authentication = new PartnerAuthentication(node.Store.Partners, node.Clock);
        app.Use((context, next) => GuardAsync(context, next, authentication));
        DiscoveryEndpoints.Map(app, node);
        foreach (var realm in new[] { Realm.Live, Realm.Exercise })
        {
            CollectionEndpoints.Map(app.MapGroup($"/{realm.Write()}/collections"), node, realm);
            InboxEndpoints.Map(app.MapGroup($"/{realm.Write()}"), node, realm);
            LogEndpoints.Map(app.MapGroup($"/{realm.Write()}/channels"), node, realm);
        }

        app.MapFallback(TaxiiAnswers.NotFound);
        return app;
    }

    /// <summary>The party that the request was authenticated as.</summary>
    public static string Party(HttpContext context) => (string)context.Items[PartyItem]!;

    /// <summary>
    /// Before every route: who asks, whether the answer's media type suits them; after it: no error page but ours.
    /// </summary>
    private static async Task GuardAsync(HttpContext context, RequestDelegate next, PartnerAuthentication authentication)
    {
        try
        {
            var party = await authentication.AuthenticateAsync(context.Request.Headers.Authorization, context.RequestAborted);
            if (party is null)
            {
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"TAXII\", charset=\"UTF-8\", Bearer realm=\"TAXII\"";
                await TaxiiAnswers.WriteAsync(context, StatusCodes.Status401Unauthorized, "unauthorized");
                return;
            }

            context.Items[PartyItem] = party;
            if (!TaxiiMedia.CanAnswer(context.Request.Headers.Accept))
            {
                await TaxiiAnswers.WriteAsync(context, StatusCodes.Status406NotAcceptable, "not acceptable");
                return;
            }

            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed })
            {
                // An unknown path and a path that takes other methods look alike.
                context.Response.Headers.Allow = default;
                await TaxiiAnswers.WriteAsync(context, StatusCodes.Status404NotFound, "not found");
            }
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await TaxiiAnswers.WriteAsync(context, refused.StatusCode, "bad request");
        }
        catch (Exception failure) when (!context.Response.HasStarted && failure is not OperationCanceledException)
        {
            NodeLog.RequestFailed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("partner"), failure);
            await TaxiiAnswers.WriteAsync(context, StatusCodes.Status500InternalServerError, "internal error");
        }
    }
}
