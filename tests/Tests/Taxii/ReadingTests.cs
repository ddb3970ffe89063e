using System.Text;
using Entente.Taxii;
using Entente.Taxii.Client;
using Xunit;
using static Entente.Tests.Taxii.TaxiiClientTests;

namespace Entente.Tests.Taxii;

/// <summary>Manifests (TAXII 2.1 §5.3), one object (§5.6), its deletion (§5.7) and its versions (§5.8).</summary>
public sealed class ReadingTests
{
    private const string Id = "tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
    private const string Added = "2026-01-02T00:00:00.000001Z";

    [Fact]
    public async Task A_manifest_is_read_page_by_page()
    {
        const string Record = $$"""{"id":"{{Id}}","date_added":"{{Added}}","version":"2026-01-01T00:00:00.000Z"}""";
        await using var server = new WireServer(request => request.Target.Contains("next=", StringComparison.Ordinal)
            ? request.JsonAsync($$"""{"objects":[{{Record}}]}""")
            : request.JsonAsync($$"""{"more":true,"next":"n","objects":[{{Record}},{{Record}}]}"""));
        var client = Client(server);
        var query = new TaxiiQuery { Types = ["tool"], Limit = 2 };
        Assert.Equal(
            [$"{Id} {Added}", $"{Id} {Added}", "page 1: 2 more", $"{Id} {Added}", "page 2: 1"],
            await AllAsync(client.ReadManifestAsync(Root(client), "c", query)));
        Assert.Equal(
            ["/api/collections/c/manifest/?limit=2&match%5Btype%5D=tool",
                "/api/collections/c/manifest/?limit=2&next=n&match%5Btype%5D=tool"],
            server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task One_object_is_asked_for_without_filters_of_many()
    {
        await using var server = new WireServer(request => request.JsonAsync("{\"objects\":[{\"n\":1},{\"n\":2}]}"));
        var client = Client(server);
        var query = new TaxiiQuery { Types = ["tool"], Ids = [Id], Versions = VersionFilter.Everything };
        Assert.Equal(
            ["{\"n\":1}", "{\"n\":2}", "page 1: 2"], await AllAsync(client.ReadObjectAsync(Root(client), "c", Id, query)));
        Assert.Equal($"/api/collections/c/objects/{Id}/?match%5Bversion%5D=all", server.Requests[0].Target);
    }

    [Fact]
    public async Task Versions_are_read_page_by_page()
    {
        await using var server = new WireServer(request => request.Target.Contains("next=", StringComparison.Ordinal)
            ? request.JsonAsync("{\"versions\":[\"v3\"]}")
            : request.JsonAsync("{\"more\":true,\"next\":\"n\",\"versions\":[\"v1\",\"v2\"]}"));
        var client = Client(server);
        var query = new TaxiiQuery { Versions = VersionFilter.Everything };
        Assert.Equal(
            ["v1", "v2", "page 1: 2 more", "v3", "page 2: 1"],
            await AllAsync(client.ReadVersionsAsync(Root(client), "c", Id, query)));
        Assert.Equal($"/api/collections/c/objects/{Id}/versions/", server.Requests[0].Target.TrimEnd('?'));
    }

    [Theory]
    [InlineData("{\"more\":true,\"next\":\"again\",\"versions\":[\"v\"]}", "paging-circle", 2)]
    [InlineData("{\"more\":true,\"next\":\"\",\"versions\":[\"v\"]}", "bad-next", 1)]
    [InlineData("{\"more\":true,\"versions\":[\"v\"]}", "paging-stuck", 1)]
    [InlineData("{\"versions\":[7]}", "wrong-type", 1)]
    [InlineData("{\"versions\":", "not-json", 1)]
    [InlineData("[]", "not-an-object", 1)]
    public async Task A_list_that_leads_nowhere_ends_with_a_fault(string body, string code, int requests)
    {
        await using var server = new WireServer(request => request.JsonAsync(body));
        var client = Client(server);
        var items = await AllAsync(client.ReadVersionsAsync(Root(client), "c", Id, new TaxiiQuery()));
        Assert.Equal($"stop: {code}", items[^1]);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task A_list_that_is_too_long_or_too_deep_is_refused()
    {
        var long_ = "{\"versions\":[\"" + new string('v', 20_000) + "\"]}";
        await using var server = new WireServer(request => request.JsonAsync(long_));
        var client = Client(server, options => options with { ListBytesMax = 10_000 });
        Assert.Equal(
            ["stop: answer-too-large"], await AllAsync(client.ReadVersionsAsync(Root(client), "c", Id, new TaxiiQuery())));

        var deep = "{\"x\":" + new string('[', 5_000);
        await using var other = new WireServer(request => request.JsonAsync(deep));
        client = Client(other);
        Assert.Equal(["stop: not-json"], await AllAsync(client.ReadManifestAsync(Root(client), "c", new TaxiiQuery())));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(204, null)]
    [InlineData(403, 403)]
    [InlineData(404, 404)]
    public async Task A_deletion_is_done_or_says_why_not(int status, int? fault)
    {
        await using var server = new WireServer(request => request.RawAsync(WireRequest.Head(status, "Content-Length: 0")));
        var client = Client(server);
        Assert.Equal(fault, (await client.DeleteObjectAsync(Root(client), "c", Id))?.HttpStatus);
        var request = Assert.Single(server.Requests);
        Assert.Equal(("DELETE", $"/api/collections/c/objects/{Id}/"), (request.Method, request.Target));
    }

    [Fact]
    public async Task A_deletion_of_the_last_version_says_so()
    {
        await using var server = new WireServer(request => request.RawAsync(WireRequest.Head(200, "Content-Length: 0")));
        var client = Client(server);
        Assert.Null(await client.DeleteObjectAsync(Root(client), "c", Id, VersionFilter.Default));
        Assert.EndsWith($"{Id}/?match%5Bversion%5D=last", server.Requests[0].Target, StringComparison.Ordinal);
    }

    private static Uri Root(TaxiiClient client) => client.ResolveApiRoot("/api/").Value!;

    private static async Task<List<string>> AllAsync(IAsyncEnumerable<TaxiiItem> reading)
    {
        var items = new List<string>();
        await foreach (var item in reading)
        {
            items.Add(item switch
            {
                TaxiiObject one => Encoding.UTF8.GetString(one.Bytes.Span),
                TaxiiRecord { Record: var record } => $"{record.Id} {record.DateAdded}",
                TaxiiVersion version => version.Version,
                TaxiiPage page => $"page {page.Number}: {page.Objects}{(page.More ? " more" : "")}",
                TaxiiStop stop => $"stop: {stop.Fault.Code}",
                _ => "?",
            });
        }

        return items;
    }
}
