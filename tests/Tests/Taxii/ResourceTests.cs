using System.Text;
using Entente.Taxii;
using Xunit;

namespace Entente.Tests.Taxii;

public sealed class ResourceTests
{
    private const string Uuid = "91a7b528-80eb-42ed-a74d-c6fbd5a26116";
    private static readonly TaxiiTimestamp Time =
        TaxiiTimestamp.FromInstant(new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Resources_are_written_as_the_standard_spells_them() => Golden.Check(
        "Taxii/resources.txt",
        string.Join(
        '\n',
        Text(new DiscoveryResource("Node", "Text", "soc@example", "/api/live/", ["/api/live/"]).ToBytes()),
        Text(new DiscoveryResource("Node", null, null, null, []).ToBytes()),
        Text(new ApiRootResource("Live 実運用", null, [TaxiiMedia.Taxii21], 16_777_216).ToBytes()),
        Text(new CollectionsResource([]).ToBytes()),
        Text(new CollectionsResource([Collection(), Channel()]).ToBytes()),
        Text(new ManifestResource(false, []).ToBytes()),
        Text(new ManifestResource(true, [Record()]) { Next = "abc" }.ToBytes()),
        Text(new VersionsResource(false, []).ToBytes()),
        Text(new VersionsResource(true, ["2026-06-02T00:00:00.000Z"]) { Next = "abc" }.ToBytes()),
        Text(Status().ToBytes()),
        Text(new StatusResource(Uuid, null, [], [], [new("tool--1", "v")]).ToBytes()),
        Text(new TaxiiError("Not found", HttpStatus: 404).ToBytes()),
        Text(new TaxiiError("Bad query", "`limit`", "e-1", "query-limit", 400).ToBytes()),
        ""));

    [Fact]
    public void What_is_written_is_read_again()
    {
        AssertSame(
            new DiscoveryResource("Node", "d", "c", "/a/", ["/a/", "https://x.example/"]),
            DiscoveryResource.Read);
        AssertSame(new ApiRootResource("Live", "d", [TaxiiMedia.Taxii21], 1), ApiRootResource.Read);
        AssertSame(Channel(), CollectionResource.Read);
        AssertSame(new CollectionsResource([Collection(), Channel()]), CollectionsResource.Read);
        AssertSame(new ManifestResource(true, [Record()]) { Next = "n" }, ManifestResource.Read);
        AssertSame(new VersionsResource(false, ["a", "b"]), VersionsResource.Read);
        AssertSame(Status(), StatusResource.Read);
        AssertSame(new TaxiiError("t", "d", "i", "c", 403), TaxiiError.Read);
    }

    [Theory]
    [InlineData("{}", "missing-property /title")]
    [InlineData("{\"title\":1}", "wrong-type /title")]
    [InlineData("{\"title\":null}", "wrong-type /title")]
    [InlineData("{\"title\":\"\\ud800\"}", "wrong-type /title")]
    [InlineData("{\"title\":\"a\",\"title\":\"b\"}", "not-json ")]
    [InlineData("{\"title\":\"a\",\"api_roots\":\"/a/\"}", "wrong-type /api_roots")]
    [InlineData("{\"title\":\"a\",\"api_roots\":[1]}", "wrong-type /api_roots/0")]
    [InlineData("{\"title\":\"a\",\"api_roots\":[\"//evil.example/\"]}", "bad-api-root /api_roots/0")]
    [InlineData("{\"title\":\"a\",\"api_roots\":[\"../up/\"]}", "bad-api-root /api_roots/0")]
    [InlineData("{\"title\":\"a\",\"api_roots\":[\"http://a.example/\"]}", "bad-api-root /api_roots/0")]
    [InlineData("{\"title\":\"a\",\"api_roots\":[\"https://u:p@a.example/\"]}", "bad-api-root /api_roots/0")]
    [InlineData("{\"title\":\"a\",\"api_roots\":[\"https://a.example/?q\"]}", "bad-api-root /api_roots/0")]
    [InlineData("{\"title\":\"a\",\"default\":\"/b/\",\"api_roots\":[\"/a/\"]}", "bad-default /default")]
    [InlineData("[]", "not-an-object ")]
    [InlineData("{\"title\":", "not-json ")]
    [InlineData("", "not-json ")]
    public void A_broken_discovery_names_the_property(string json, string expected)
    {
        var fault = Assert.Single(DiscoveryResource.Read(Encoding.UTF8.GetBytes(json)).Faults);
        Assert.Equal(expected, $"{fault.Code} {fault.Pointer}");
    }

    [Theory]
    [InlineData("\"max_content_length\":0", "wrong-type /max_content_length")]
    [InlineData("\"max_content_length\":-1", "wrong-type /max_content_length")]
    [InlineData("\"max_content_length\":1.5", "wrong-type /max_content_length")]
    [InlineData("\"max_content_length\":9007199254740992", "wrong-type /max_content_length")]
    [InlineData("\"max_content_length\":\"1\"", "wrong-type /max_content_length")]
    [InlineData(
        "\"max_content_length\":1,\"versions\":[\"application/taxii+json;version=2.0\"]",
        "no-common-version /versions")]
    public void A_broken_api_root_names_the_property(string members, string expected)
    {
        if (!members.Contains("versions", StringComparison.Ordinal))
        {
            members += $",\"versions\":[\"{TaxiiMedia.Taxii21}\"]";
        }

        var faults = ApiRootResource.Read(Encoding.UTF8.GetBytes($"{{\"title\":\"t\",{members}}}")).Faults;
        Assert.Contains(expected, faults.Select(fault => $"{fault.Code} {fault.Pointer}"));
    }

    [Fact]
    public void All_faults_of_all_collections_are_reported_at_once()
    {
        var json = """
            {"collections":[{"id":"x","title":"t","can_read":1,"x_entente_channel":{"realm":"live"}},7]}
            """u8.ToArray();
        var faults = CollectionsResource.Read(json).Faults;
        Assert.Equal(
            [
                "/collections/0/id", "/collections/0/can_read", "/collections/0/can_write",
                "/collections/0/x_entente_channel/agreement", "/collections/0/x_entente_channel/discloser",
                "/collections/0/x_entente_channel/recipient", "/collections/0/x_entente_channel/origin",
                "/collections/1",
            ],
            faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void Properties_that_the_standard_does_not_know_are_left_alone()
    {
        var custom = $"\"x_a\":9007199254740993,\"X Not Allowed\":{{\"title\":1}},\"{new string('a', 251)}\":[null,1e400]";
        var json = Encoding.UTF8.GetBytes($"{{{custom},\"title\":\"t\",\"api_roots\":[\"/a/\"]}}");
        var read = DiscoveryResource.Read(json);
        Assert.Empty(read.Faults);
        Assert.Equal(("t", "/a/"), (read.Value!.Title, Assert.Single(read.Value.ApiRoots)));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", true)]
    [InlineData("\"true\"", false)]
    [InlineData("1", false)]
    [InlineData("null", false)]
    public void A_boolean_is_a_literal(string value, bool isRead) => Assert.Equal(
        isRead,
        CollectionResource.Read(Encoding.UTF8.GetBytes(
            $"{{\"id\":\"{Uuid}\",\"title\":\"t\",\"can_read\":{value},\"can_write\":false}}")).Faults.IsEmpty);

    [Fact]
    public void Deep_nesting_is_refused() => Assert.Equal(
        "not-json",
        DiscoveryResource.Read(Encoding.UTF8.GetBytes(new string('[', 5_000) + new string(']', 5_000))).Fault?.Code);

    private static void AssertSame<T>(T resource, Func<ReadOnlyMemory<byte>, TaxiiResult<T>> read)
        where T : class
    {
        var bytes = (byte[])typeof(T).GetMethod("ToBytes")!.Invoke(resource, null)!;
        var result = read(bytes);
        Assert.Empty(result.Faults);
        Assert.Equal(bytes, typeof(T).GetMethod("ToBytes")!.Invoke(result.Value, null));
    }

    private static CollectionResource Collection() =>
        new(Uuid, "Open", null, "open", CanRead: true, CanWrite: false, [TaxiiMedia.Stix21]);

    private static CollectionResource Channel() =>
        new(Uuid, "Japan to Viet Nam", "Kênh", null, CanRead: true, CanWrite: false, [], new CollectionChannel(
            "urn:entente:agreement:jp-vn-cyber-arrangement", "jp-cdu", "vn-cyc", "live",
            "cdu.mod.jp.example/channels/jp-vn-cyber-arrangement/vn-cyc/live"));

    private static ManifestRecord Record() => new("tool--" + Uuid, Time, "2026-06-02T00:00:00.000Z", TaxiiMedia.Stix21);

    private static StatusResource Status() =>
        new(Uuid, Time, [new("tool--1", "v1"), new("tool--2", "v1")], [new("tool--3", "v1", "not well-formed")], []);

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
