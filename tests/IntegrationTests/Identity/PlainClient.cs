using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests.Identity;

/// <summary>A TAXII client of no special make: it has credentials, and counts the connections it needed.</summary>
internal sealed class PlainClient : IDisposable
{
    private readonly HttpClient _http;

    private int _connections;

    public PlainClient(TestNode node, X509Certificate2? certificate = null, Version? version = null)
    {
        var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false };
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(node.Data, "keys", "tls.pem"));
        var expected = trusted.GetCertHashString();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == expected;
        if (certificate is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
            handler.SslOptions.ClientCertificates = [certificate];
        }

        _http = new HttpClient(handler)
        {
            BaseAddress = new Uri(node.PartnerAddress),
            DefaultRequestVersion = version ?? HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    public int Connections => _connections;

    /// <summary>What the next requests show.</summary>
    public AuthenticationHeaderValue? Authorization
    {
        set => _http.DefaultRequestHeaders.Authorization = value;
    }

    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    /// <summary>Shows a header exactly as it is spelt.</summary>
    public async Task<HttpStatusCode> StatusAsync(string header) => (await AskAsync(header)).Status;

    /// <summary>The same; says also whether the answer names a time to come again.</summary>
    public async Task<(HttpStatusCode Status, bool MayComeAgain)> AskAsync(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "taxii2/")
        {
            Version = _http.DefaultRequestVersion,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, answer.Headers.RetryAfter is not null);
    }

    /// <summary>The titles of the collections that this client may read; beside them it may have inboxes.</summary>
    public async Task<string[]> ChannelsAsync()
    {
        using var answer = JsonDocument.Parse(await _http.GetByteArrayAsync(new Uri("live/collections/", UriKind.Relative)));
        return answer.RootElement.TryGetProperty("collections", out var collections)
            ? [.. collections.EnumerateArray().Where(collection => collection.GetProperty("can_read").GetBoolean())
                .Select(collection => collection.GetProperty("title").GetString()!)]
            : [];
    }

    /// <summary>Is refused, with the answer that TAXII 2.1 §3.6.1 asks for, on every path alike.</summary>
    public async Task IsRefusedAsync()
    {
        foreach (var path in new[] { "taxii2/", "live/collections/", "nothing" })
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/taxii+json;version=2.1", answer.Content.Headers.ContentType!.ToString().Replace(" ", "", StringComparison.Ordinal));
            Assert.Contains(answer.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Basic");
            using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal("401", body.RootElement.GetProperty("http_status").GetString());
            Assert.Equal("unauthorized", body.RootElement.GetProperty("title").GetString());
        }
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _connections);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
