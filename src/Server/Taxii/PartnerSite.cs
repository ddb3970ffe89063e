using System.IO.Compression;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Entente.Exchange;
using Entente.Server.Auth;
using Entente.Server.Hosting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Entente.Server.Taxii;

/// <summary>
/// What partners reach: TAXII 2.1 and the logs of their channels, over TLS, and nothing else. A server of its own, so
/// that no header can lead a partner's request to the operator's interface. docs/taxii.md says what it does where the
/// standard leaves a choice, and every limit.
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

    /// <summary>The longest request line: a list of a thousand ids fits.</summary>
    private const int RequestLineBytesMax = 64 * 1024;

    private const int HeadersBytesMax = 2 * RequestLineBytesMax;

    private const int ConnectionsMax = 2_000;

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    /// <summary>A body that comes slower than this, once the grace period is over, is cut off.</summary>
    private static readonly MinDataRate BodyRateMin = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>The site of a node, not started.</summary>
    /// <param name="node">The node.</param>
    /// <param name="services">Changes what it is made of; tests put another server in the place of the sockets.</param>
    public static WebApplication Build(Node node, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "entente-node" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, node));
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["application/taxii+json"];
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<ZstdCompression>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        builder.Services.AddSingleton(_ => new RequestLimits(node.Settings));
        builder.Services.AddSingleton(_ => new PartnerAuthentication(node.Store.Partners, node.Clock));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        var guard = new PartnerGuard(
            app.Services.GetRequiredService<PartnerAuthentication>(), app.Services.GetRequiredService<RequestLimits>(),
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("partner"));
        app.UseResponseCompression();
        app.Use((HttpContext context, RequestDelegate next) => guard.InvokeAsync(context, next));
        Map(app, node);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, Node node)
    {
        var certificate = X509Certificate2.CreateFromPemFile(node.Folder.TlsCertificate, node.Folder.TlsKey);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyBytesReadMax;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytesMax;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeadersBytesMax;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        kestrel.Limits.MinRequestBodyDataRate = BodyRateMin;
        kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = RequestLineBytesMax;
        Listen.On(kestrel, new Uri(node.Settings.PartnerAddress), listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;

            // Any certificate may be shown: the handshake proves its key, and each request asks whose it is.
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate();
        }));
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

        app.MapFallback(TaxiiAnswers.NotFound);
    }
}
