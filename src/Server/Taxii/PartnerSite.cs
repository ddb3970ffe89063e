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
    /// <summary>The largest request body, in bytes.</summary>
    public const int BodyBytesMax = 1024 * 1024;

    private const string PartyItem = "party";

    public static WebApplication Build(Node node)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "entente-node" });
        builder.Logging.ClearProviders();
        var address = new Uri(node.Settings.PartnerAddress);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
            Listen.On(kestrel, address, listen => listen.UseHttps(https => PartnerTls.Configure(https, node.Folder)));
        });
        var app = builder.Build();
        var authentication = new PartnerAuthentication(node.Store.Partners, node.Clock);
        app.Use((context, next) => GuardAsync(context, next, authentication));
        DiscoveryEndpoints.Map(app, node);
        foreach (var realm in new[] { Realm.Live, Realm.Exercise })
        {
            CollectionEndpoints.Map(app.MapGroup($"/{realm.Write()}/collections"), node, realm);
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
            var asking = await authentication.IdentifyAsync(
                context.Request.Headers.Authorization, context.Connection.ClientCertificate, context.RequestAborted);
            if (asking.IsBusy)
            {
                context.Response.Headers.RetryAfter = "1";
                await TaxiiAnswers.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "busy");
                return;
            }

            if (asking.Party is null)
            {
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"TAXII\", charset=\"UTF-8\", Bearer realm=\"TAXII\"";
                await TaxiiAnswers.WriteAsync(context, StatusCodes.Status401Unauthorized, "unauthorized");
                return;
            }

            context.Items[PartyItem] = asking.Party;
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
