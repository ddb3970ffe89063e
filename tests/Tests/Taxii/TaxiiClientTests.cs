using System.Text;
using Entente.Taxii;
using Entente.Taxii.Client;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Entente.Tests.Taxii;

public sealed class TaxiiClientTests
{
    private const string Collection = "91a7b528-80eb-42ed-a74d-c6fbd5a26116";

    [Fact]
    public async Task A_plain_server_is_read_from_discovery_to_the_last_object()
    {
        await using var server = new WireServer(request => request.Target switch
        {
            "/taxii2/" => request.JsonAsync("{\"title\":\"T\",\"api_roots\":[\"/api/\"]}"),
            "/api/" => request.JsonAsync(
                "{\"title\":\"R\",\"versions\":[\"application/taxii+json;version=2.1\"],\"max_content_length\":9}"),
            "/api/collections/" => request.JsonAsync(
                $$"""{"collections":[{"id":"{{Collection}}","title":"C","can_read":true,"can_write":false}]}"""),
            $"/api/collections/{Collection}/objects/?limit=2" => request.JsonAsync(
                "{\"more\":true,\"next\":\"a b/+\",\"objects\":[{\"n\":1},{ \"n\" : 2.0 }]}", 200,
                "X-TAXII-Date-Added-First: 2026-01-01T00:00:00.000000Z",
                "X-TAXII-Date-Added-Last: 2026-01-02T00:00:00.000001Z"),
            $"/api/collections/{Collection}/objects/?limit=2&next=a%20b%2F%2B" =>
                request.JsonAsync("{\"objects\":[{\"n\":3}]}"),
            _ => request.JsonAsync("{\"title\":\"none\"}", 404),
        });
        var client = Client(server);

        var discovery = (await client.GetDiscoveryAsync()).Value!;
        var root = client.ResolveApiRoot(discovery.ApiRoots[0]).Value!;
        Assert.Equal("R", (await client.GetApiRootAsync(root)).Value!.Title);
        var collection = (await client.GetCollectionsAsync(root)).Value!.Collections[0];
        Assert.Equal(
            [
                "{\"n\":1}", "{ \"n\" : 2.0 }", "page 1: 2 more 2026-01-02T00:00:00.000001Z", "{\"n\":3}", "page 2: 1",
            ],
            await ReadAsync(client, root, collection.Id, new TaxiiQuery { Limit = 2 }));
        Assert.All(server.Requests, request => Assert.Equal(TaxiiMedia.Taxii21, request.Header("Accept")));
        Assert.All(server.Requests, request => Assert.Equal("Basic dnUtY3ljOuenmA==", request.Header("Authorization")));
    }

    [Fact]
    public async Task Without_next_a_client_goes_on_from_the_last_date()
    {
        const string Date = "X-TAXII-Date-Added-Last: 2026-01-02T00:00:00.000001Z";
        await using var server = new WireServer(request => request.Target.Contains("added_after")
            ? request.JsonAsync("{\"objects\":[{\"n\":2}]}")
            : request.JsonAsync("{\"more\":true,\"objects\":[{\"n\":1}]}", 200, Date));
        Assert.Equal(
            ["{\"n\":1}", "page 1: 1 more 2026-01-02T00:00:00.000001Z", "{\"n\":2}", "page 2: 1"],
            await ReadAsync(Client(server)));
        Assert.EndsWith("/objects/?added_after=2026-01-02T00%3A00%3A00.000001Z", server.Requests[1].Target);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_after_the_time_it_names()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero));
        var asked = 0;
        await using var server = new WireServer(request => ++asked switch
        {
            1 => request.JsonAsync("{\"title\":\"busy\"}", 429, "Retry-After: 7"),
            2 => request.JsonAsync("{\"title\":\"busy\"}", 503, "Retry-After: Tue, 02 Jun 2026 00:00:20 GMT"),
            _ => request.JsonAsync("{\"title\":\"T\"}"),
        });
        var reading = Client(server, time: time).GetDiscoveryAsync();
        while (!reading.IsCompleted)
        {
            await Task.Delay(5);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("T", (await reading).Value?.Title);
        Assert.Equal(3, asked);
        Assert.True(time.GetUtcNow().Second >= 20);
    }

    [Fact]
    public async Task A_server_that_wants_too_long_a_pause_ends_the_reading()
    {
        await using var server = new WireServer(request =>
            request.JsonAsync("{\"title\":\"busy\",\"error_code\":\"load\"}", 503, "Retry-After: 86400"));
        var fault = (await Client(server).GetDiscoveryAsync()).Fault!;
        Assert.Equal(("http-status", 503, TimeSpan.FromDays(1)), (fault.Code, fault.HttpStatus, fault.RetryAfter));
        Assert.Equal("load", fault.ServerError?.ErrorCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Only_busy_answers_are_asked_again()
    {
        foreach (var status in new[] { 400, 401, 403, 404, 406, 500, 502 })
        {
            await using var server = new WireServer(request =>
                request.JsonAsync("{\"title\":\"no\"}", status, "Retry-After: 0"));
            var fault = (await Client(server).GetDiscoveryAsync()).Fault!;
            Assert.Equal(("http-status", status), (fault.Code, fault.HttpStatus));
            Assert.Single(server.Requests);
        }
    }

    [Fact]
    public async Task The_callers_cancellation_is_an_exception()
    {
        await using var server = new WireServer(request => Task.Delay(Timeout.Infinite, request.Stop));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client(server).GetDiscoveryAsync(cancellation.Token));
    }

    [Theory]
    [InlineData("/api", null)]
    [InlineData("/api/", null)]
    [InlineData("http://127.0.0.1:1/api/", "foreign-origin")]
    [InlineData("https://elsewhere.example/api/", "foreign-origin")]
    [InlineData("//elsewhere.example/api/", "bad-api-root")]
    [InlineData("http://elsewhere.example/api/", "bad-api-root")]
    [InlineData("file:///etc/passwd", "bad-api-root")]
    [InlineData("../api/", "bad-api-root")]
    [InlineData("", "bad-api-root")]
    public void An_api_root_on_another_server_is_refused(string named, string? code)
    {
        using var http = new HttpClient();
        var options = new TaxiiClientOptions { Server = new Uri("http://127.0.0.1:8080/") };
        var result = new TaxiiClient(http, options, TimeProvider.System).ResolveApiRoot(named);
        Assert.Equal(code, result.Fault?.Code);
        if (code is null) Assert.Equal("http://127.0.0.1:8080/api/", result.Value?.AbsoluteUri);
    }

    [Fact]
    public async Task No_request_leaves_for_another_server()
    {
        await using var server = new WireServer(request => request.JsonAsync("{}"));
        var fault = (await Client(server).GetCollectionsAsync(new Uri("http://localhost:1/api/"))).Fault;
        Assert.Equal("foreign-origin", fault?.Code);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("http://node.example/")]
    [InlineData("ftp://node.example/")]
    [InlineData("https://user:secret@node.example/")]
    [InlineData("/relative")]
    public void A_client_is_made_for_https_only(string server)
    {
        using var http = new HttpClient();
        var options = new TaxiiClientOptions { Server = new Uri(server, UriKind.RelativeOrAbsolute) };
        Assert.Throws<ArgumentException>(() => new TaxiiClient(http, options, TimeProvider.System));
    }

    [Fact]
    public void A_credential_never_prints_its_secret()
    {
        var bearer = TaxiiCredential.Bearer("secret-word");
        var options = new TaxiiClientOptions { Server = new Uri("https://a.example/"), Credential = bearer };
        var printed = $"{TaxiiCredential.Basic("u", "secret-word")} {bearer} {options}";
        Assert.DoesNotContain("secret-word", printed, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("u:secret-word"u8), printed, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TaxiiCredential.Basic("a:b", "c"));
    }

    internal static TaxiiClient Client(
        WireServer server, Func<TaxiiClientOptions, TaxiiClientOptions>? change = null, TimeProvider? time = null)
    {
        var options = new TaxiiClientOptions
        {
            Server = server.Address,
            Credential = TaxiiCredential.Basic("vu-cyc", "秘"),
        };
        return new TaxiiClient(
            new HttpClient(TaxiiClient.CreateHandler()),
            change?.Invoke(options) ?? options,
            time ?? TimeProvider.System);
    }

    internal static Task<List<string>> ReadAsync(TaxiiClient client) =>
        ReadAsync(client, client.ResolveApiRoot("/api/").Value!, "c", new TaxiiQuery());

    private static async Task<List<string>> ReadAsync(TaxiiClient client, Uri root, string collection, TaxiiQuery query)
    {
        var items = new List<string>();
        await foreach (var item in client.ReadObjectsAsync(root, collection, query))
        {
            items.Add(item switch
            {
                TaxiiObject one => Encoding.UTF8.GetString(one.Bytes.Span),
                TaxiiPage page =>
                    $"page {page.Number}: {page.Objects}{(page.More ? " more" : "")} {page.DateAddedLast}".Trim(),
                TaxiiStop stop => $"stop: {stop.Fault.Code}",
                _ => "?",
            });
        }

        return items;
    }
}
