using System.IO.Compression;
using Entente.Exchange;
using Entente.Server.Auth;
using Entente.Server.Hosting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Entente.Server.Taxii;

/// <summary>
/// What partners reach: TAXII 2.1 and the logs of their channels, over TLS, and nothing else. A server of its own, so
/// that no header can lead a partner's request to the operator's interface. docs/taxii.md says what it does where the
/// standard leaves a choice, and every limit.
/// </summary>
internal static class PartnerSite
{
    /// <summary>
    /// How much of a body is read at all, as a multiple of what is taken: a client that sends a little too much gets to
    /// read its 413 instead of a broken connection.
    /// </summary>
    private const int BodyReadFactor = 4;

    /// <summary>The longest request line: a list of a thousand ids fits.</summary>
    private const int RequestLineBytesMax = 64 * 1024;

    private const int HeadersBytesMax = 2 * RequestLineBytesMax;

    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);

    /// <summary>The site of a node, not started.</summary>
    /// <param name="node">The node.</param>
    /// <param name="services">Changes what it is made of; tests put another server in the place of the sockets.</param>
    public static WebApplication Build(Node node, Action<IServiceCollection>? services = null)
    {
        var limits = node.Settings.PartnerLimits;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "entente-node" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, node));
        Compress(builder.Services);
        builder.Services.AddSingleton(_ => new RequestLimits(limits));
        builder.Services.AddSingleton(_ => new ConnectionLimits(limits.ConnectionsPerAddressMax));
        builder.Services.AddSingleton(_ => new PartnerAuthentication(node.Store.Partners, node.Clock));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        var guard = new PartnerGuard(
            app.Services.GetRequiredService<PartnerAuthentication>(), app.Services.GetRequiredService<RequestLimits>(),
            TimeSpan.FromSeconds(limits.BodySecondsMax),
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("partner"));
        if (limits.CompressesAnswers) app.UseResponseCompression();
        app.Use((HttpContext context, RequestDelegate next) => guard.InvokeAsync(context, next));
        Map(app, node);
        return app;
    }

    /// <summary>br, zstd, gzip: among those that a client likes equally, in this order.</summary>
    private static void Compress(IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["application/taxii+json"];
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<ZstdCompression>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }

    private static void Configure(KestrelServerOptions kestrel, Node node)
    {
        var limits = node.Settings.PartnerLimits;
        var connections = kestrel.ApplicationServices.GetRequiredService<ConnectionLimits>();
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = (long)BodyReadFactor * limits.BodyBytesMax;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytesMax;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeadersBytesMax;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.HeadSecondsMax);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(limits.BodyBytesPerSecondMin, BodyGrace);
        kestrel.Limits.MaxConcurrentConnections = limits.ConnectionsMax;
        kestrel.Limits.Http2.MaxStreamsPerConnection = limits.StreamsPerConnectionMax;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = RequestLineBytesMax;
        Listen.On(kestrel, new Uri(node.Settings.PartnerAddress), listen =>
        {
            listen.Use(next => connection => connections.InvokeAsync(connection, next));
            listen.UseHttps(https => PartnerTls.Configure(https, node.Folder));
        });
    }

    private static void Map(WebApplication app, Node node)
    {
        DiscoveryEndpoints.Map(app, node);
        foreach (var realm in new[] { Realm.Live, Realm.Exercise })
        {
            CollectionEndpoints.Map(app.MapGroup($"/{realm.Write()}/collections"), node, realm);
            InboxEndpoints.Map(app.MapGroup($"/{realm.Write()}"), node, realm);
            LogEndpoints.Map(app.MapGroup($"/{realm.Write()}/channels"), node, realm);
        }
    }
}
