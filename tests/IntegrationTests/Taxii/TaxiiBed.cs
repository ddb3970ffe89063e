using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>
/// Japan's node with a channel to Viet Nam that holds objects of several types and versions; asked by plain HTTP over
/// TLS, as any vendor's client would.
/// </summary>
public sealed class TaxiiBed : IAsyncLifetime
{
    public const int Singles = 30;

    private readonly Coalition _coalition = new();
    private readonly List<HttpClient> _clients = [];

    internal TestNode Japan => _coalition.Japan;

    internal string VietNamToken => _coalition.VietNamToken;

    internal string SingaporeToken => _coalition.SingaporeToken;

    /// <summary>An indicator with three versions, the last of which was released last.</summary>
    internal string Revised { get; } = IdOf(Sample.Indicator("revised", 1, Sample.One));

    /// <summary>A cyber-observable, which has no version of its own.</summary>
    internal string Observable { get; } = "ipv4-addr--5853f6a4-638f-5b4e-9b0f-ded361ae3812";

    /// <summary>The collection that Viet Nam reads.</summary>
    internal string Channel { get; private set; } = "";

    /// <summary>The collection that Viet Nam writes to.</summary>
    internal string Inbox { get; private set; } = "";

    /// <summary>A collection that is there for Singapore only.</summary>
    internal string OthersChannel { get; private set; } = "";

    internal string Objects => $"/live/collections/{Channel}/objects/";

    internal string Manifest => $"/live/collections/{Channel}/manifest/";

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _coalition.InitializeAsync();
        await PublishAsync([.. Enumerable.Range(1, Singles).Select(i => Sample.Indicator("single", i, Sample.One))]);
        await PublishAsync(Sample.Malware("one", 1), Sample.Malware("two", 2), Sample.Address(Observable));
        foreach (var version in Sample.Versions) await PublishAsync(Sample.Indicator("revised", 1, version));
        Channel = await CollectionAsync(VietNamToken, "can_read");
        Inbox = await CollectionAsync(VietNamToken, "can_write");
        OthersChannel = await CollectionAsync(SingaporeToken, "can_read");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await _coalition.DisposeAsync();
    }

    /// <summary>Hands objects in at the operator's interface; when this ends, they are decided and logged.</summary>
    internal async Task PublishAsync(params string[] objects)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Japan.LocalAddress) };
        var token = await File.ReadAllTextAsync(Path.Combine(Japan.Data, "operator.token"), Cancellation);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        using var content = new StringContent(IntegrationTests.Objects.Bundle(string.Join(',', objects)));
        using var answer = await client.PostAsync(new Uri("api/objects", UriKind.Relative), content, Cancellation);
        var said = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode && said.Contains("\"refused\":0", StringComparison.Ordinal), said);
    }

    /// <summary>Starts the node again with other limits in its <c>node.json</c>; those not named have their defaults.</summary>
    internal async Task RestartAsync(string limits)
    {
        await Japan.KillAsync();
        var file = Path.Combine(Japan.Data, "node.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(file, Cancellation))!;
        settings["partnerLimits"] = JsonNode.Parse(limits);
        await File.WriteAllTextAsync(file, settings.ToJsonString(), Cancellation);
        await Japan.ServeAsync();
    }

    /// <summary>GET as Viet Nam, with further headers as <c>name: value</c>.</summary>
    internal Task<Answer> GetAsync(string path, params string[] headers) =>
        SendAsync(HttpMethod.Get, path, VietNamToken, null, headers);

    internal async Task<Answer> SendAsync(
        HttpMethod method, string path, string? token, HttpContent? content, params string[] headers)
    {
        using var request = new HttpRequestMessage(method, Address(path)) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            Assert.True(request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim()));
        }

        using var response = await Client().SendAsync(request, Cancellation);
        return await Answer.ReadAsync(response, Cancellation);
    }

    /// <summary>POST as Viet Nam.</summary>
    internal async Task<Answer> PostAsync(string path, string body, string? contentType, params string[] headers)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await SendAsync(HttpMethod.Post, path, VietNamToken, content, headers);
    }

    /// <summary>Every page from a first query on, by <c>next</c>.</summary>
    internal async Task<List<Answer>> PagesAsync(string path, string query)
    {
        var pages = new List<Answer>();
        string? next = null;
        do
        {
            var page = await GetAsync(next is null ? $"{path}?{query}" : $"{path}?{query}&next={next}");
            pages.Add(page.Is(200));
            next = page.Next;
            Assert.Equal(page.More, next is not null);
        }
        while (next is not null);
        return pages;
    }

    /// <summary>The path is sent as it stands: nothing in it is spelled anew.</summary>
    internal Uri Address(string path) => new(
        Japan.PartnerAddress + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    internal Task<RawConnection> ConnectAsync() => RawConnection.OpenAsync(new Uri(Japan.PartnerAddress), Cancellation);

    internal static string IdOf(string item) =>
        System.Text.Json.JsonDocument.Parse(item).RootElement.GetProperty("id").GetString()!;

    private HttpClient Client()
    {
        lock (_clients)
        {
            if (_clients.Count > 0) return _clients[0];
            var handler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
            };
            _clients.Add(new HttpClient(handler));
            return _clients[0];
        }
    }

    private async Task<string> CollectionAsync(string token, string right)
    {
        var collections = await SendAsync(HttpMethod.Get, "/live/collections/", token, null);
        return collections.Is(200).Items("collections").First(item => item.GetProperty(right).GetBoolean())
            .GetProperty("id").GetString()!;
    }
}
