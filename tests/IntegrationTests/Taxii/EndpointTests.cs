using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Checklist B and G: URLs, endpoints and what each resource must hold (TAXII 2.1 §4, §5, §8.2.1).</summary>
[Collection(ChecklistCollection.Name)]
public sealed partial class EndpointTests(TaxiiBed bed)
{
    private static readonly string[] Methods = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "NONSENSE"];

    [Fact]
    public async Task Section_4_1_discovery_is_at_the_root_of_the_server_and_its_API_roots_are_relative()
    {
        var discovery = (await bed.GetAsync("/taxii2/")).Is(200).Json;
        Assert.NotEqual("", discovery.GetProperty("title").GetString());
        var roots = discovery.GetProperty("api_roots").EnumerateArray().Select(root => root.GetString()!).ToList();
        Assert.Contains(discovery.GetProperty("default").GetString(), roots);
        Assert.All(roots, root => Assert.Matches("^/[a-z]+/$", root));
        Assert.Equal(roots.Distinct(), roots);
        foreach (var root in roots) (await bed.GetAsync(root)).Is(200);
    }

    [Fact]
    public async Task Section_4_2_an_API_root_names_its_versions_and_its_limit()
    {
        var root = (await bed.GetAsync("/live/")).Is(200).Json;
        Assert.NotEqual("", root.GetProperty("title").GetString());
        Assert.Equal([Answer.Taxii], root.GetProperty("versions").EnumerateArray().Select(item => item.GetString()!));
        Assert.True(root.GetProperty("max_content_length").GetInt64() > 0);
    }

    [Fact]
    public async Task Section_5_1_collections_have_their_properties_and_a_steady_order()
    {
        var first = (await bed.GetAsync("/live/collections/")).Is(200);
        var collections = first.Items("collections");
        Assert.Equal(2, collections.Count);
        foreach (var collection in collections)
        {
            Assert.Matches(Version4(), collection.GetProperty("id").GetString());
            Assert.NotEqual("", collection.GetProperty("title").GetString());
            Assert.Contains(collection.GetProperty("can_read").ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
            Assert.Contains(collection.GetProperty("can_write").ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
            Assert.Equal("application/stix+json;version=2.1", collection.GetProperty("media_types")[0].GetString());
            var alone = (await bed.GetAsync($"/live/collections/{collection.GetProperty("id")}/")).Is(200);
            Assert.Equal(collection.GetRawText(), alone.Text);
        }

        for (var i = 0; i < 5; i++) Assert.Equal(first.Text, (await bed.GetAsync("/live/collections/")).Text);
    }

    [Fact]
    public async Task Section_5_1_without_collections_the_property_is_left_out()
    {
        Assert.Equal("{}", (await bed.GetAsync("/exercise/collections/")).Is(200).Text);
    }

    [Fact]
    public async Task Section_8_1_2_1_every_endpoint_is_there()
    {
        foreach (var path in Paths()) (await bed.GetAsync(path)).Is(200);
        var added = await bed.PostAsync($"/live/collections/{bed.Inbox}/objects/", "{}", Answer.Taxii);
        (await bed.GetAsync($"/live/status/{added.Is(202).Json.GetProperty("id")}/")).Is(200);
        (await bed.SendAsync(HttpMethod.Delete, $"{bed.Objects}{bed.Revised}/", bed.VietNamToken, null)).Is(403);
    }

    [Fact]
    public async Task Section_3_1_a_path_without_its_last_slash_is_served_without_a_redirect()
    {
        foreach (var path in Paths()) Assert.Equal((await bed.GetAsync(path)).Text, (await bed.GetAsync(path[..^1])).Is(200).Text);
        Assert.Equal(202, (await bed.PostAsync($"/live/collections/{bed.Inbox}/objects", "{}", Answer.Taxii)).Status);
    }

    [Fact]
    public async Task Section_3_1_HEAD_is_GET_without_the_body()
    {
        foreach (var path in Paths().Append("/nothing/").Append($"{bed.Objects}?limit=0"))
        {
            var get = await bed.GetAsync(path);
            var head = await bed.SendAsync(HttpMethod.Head, path, bed.VietNamToken, null);
            Assert.Equal(get.Status, head.Status);
            Assert.Empty(head.Body);
            Assert.Equal(
                get.Headers.Where(header => header.Key != "Date").OrderBy(header => header.Key),
                head.Headers.Where(header => header.Key != "Date").OrderBy(header => header.Key));
            Assert.Equal($"{get.Body.Length}", head.Header("Content-Length"));
        }
    }

    [Fact]
    public async Task Section_3_1_an_unknown_path_is_404_with_an_error_resource()
    {
        foreach (var path in new[]
        {
            "/", "/favicon.ico", "/taxii/", "/taxii2//", "/live/status/", "/live/nothing/", "/live/collections/a/b/",
            "/live/collections/a.json", "/live/status/a.json/", "/api/status", "/live/collections/%2e%2e/%2e%2e/api/status",
            $"{bed.Objects}{bed.Revised}/versions/more/", "/live/status/11111111-1111-4111-8111-111111111111/",
        })
        {
            (await bed.GetAsync(path)).Is(404);
        }
    }

    [Fact]
    public async Task Section_3_1_a_method_that_an_endpoint_has_not_is_405_and_says_which_it_has()
    {
        foreach (var path in Paths())
        {
            foreach (var method in Methods)
            {
                var isItsOwn = (method == "POST" && path == bed.Objects) || (method == "DELETE" && path == $"{bed.Objects}{bed.Revised}/");
                if (isItsOwn) continue;
                var answer = (await bed.SendAsync(new HttpMethod(method), path, bed.VietNamToken, null)).Is(405);
                Assert.Contains("GET", answer.Header("Allow"), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Section_8_2_1_ids_in_paths_may_be_percent_encoded_and_in_upper_case()
    {
        var expected = (await bed.GetAsync($"{bed.Objects}{bed.Revised}/")).Is(200).Text;
        var encoded = string.Concat(bed.Revised.Select(letter => $"%{(int)letter:X2}"));
        Assert.Equal(expected, (await bed.GetAsync($"{bed.Objects}{encoded}/")).Is(200).Text);
        Assert.Equal(expected, (await bed.GetAsync($"/live/collections/{bed.Channel.ToUpperInvariant()}/objects/{bed.Revised}/")).Is(200).Text);

        // The id of an object is a text of STIX, which has one spelling.
        (await bed.GetAsync($"{bed.Objects}{bed.Revised.ToUpperInvariant()}/")).Is(404);
    }

    [Fact]
    public async Task Section_5_3_a_manifest_record_names_object_date_version_and_media_type()
    {
        var manifest = (await bed.GetAsync($"{bed.Manifest}?match[version]=all&match[id]={bed.Revised},{bed.Observable}")).Is(200);
        var records = manifest.Items("objects");
        Assert.Equal(4, records.Count);
        Assert.All(records, record => Assert.Matches(Timestamp(), record.GetProperty("date_added").GetString()));
        Assert.All(records, record => Assert.Equal("application/stix+json;version=2.1", record.GetProperty("media_type").GetString()));
        var versions = records.Where(record => record.GetProperty("id").GetString() == bed.Revised)
            .Select(record => record.GetProperty("version").GetString());
        Assert.Equal([Sample.One, Sample.Two, Sample.Three], versions);
        var observable = records.Single(record => record.GetProperty("id").GetString() == bed.Observable);
        Assert.Equal(observable.GetProperty("date_added").GetString(), observable.GetProperty("version").GetString());
        Assert.Equal("{}", (await bed.GetAsync($"{bed.Manifest}?added_after=2100-01-01T00:00:00.000000Z")).Is(200).Text);
    }

    [Fact]
    public async Task Section_3_7_an_envelope_holds_STIX_objects_and_is_empty_without()
    {
        var envelope = (await bed.GetAsync(bed.Objects)).Is(200);
        Assert.All(envelope.Items("objects"), item =>
        {
            Assert.NotEqual("", item.GetProperty("type").GetString());
            Assert.Equal("2.1", item.GetProperty("spec_version").GetString());
        });
        Assert.False(envelope.Json.TryGetProperty("more", out _));
        Assert.Equal("{}", (await bed.GetAsync($"{bed.Objects}?match[type]=campaign")).Is(200).Text);
    }

    [Fact]
    public async Task Section_5_8_versions_are_listed_as_the_objects_spell_them()
    {
        var versions = (await bed.GetAsync($"{bed.Objects}{bed.Revised}/versions/")).Is(200).Items("versions");
        Assert.Equal([Sample.One, Sample.Two, Sample.Three], versions.Select(item => item.GetString()));
        Assert.Equal("{}", (await bed.GetAsync($"{bed.Objects}{bed.Revised}/versions/?match[spec_version]=2.0")).Is(200).Text);
        (await bed.GetAsync($"{bed.Objects}indicator--{bed.Channel}/versions/")).Is(404);
    }

    [Fact]
    public async Task Section_4_3_a_status_counts_what_was_added_and_an_unknown_one_is_404()
    {
        var body = $$"""{"objects":[{{Sample.Indicator("added", 1, Sample.One)}}]}""";
        var status = (await bed.PostAsync($"/live/collections/{bed.Inbox}/objects/", body, Answer.Taxii)).Is(202).Json;
        Assert.Matches(Version4(), status.GetProperty("id").GetString());
        Assert.Equal("complete", status.GetProperty("status").GetString());
        Assert.Matches(Timestamp(), status.GetProperty("request_timestamp").GetString());
        Assert.Equal(1, status.GetProperty("total_count").GetInt32());
        Assert.Equal(1, status.GetProperty("success_count").GetInt32());
        Assert.Equal(0, status.GetProperty("failure_count").GetInt32());
        Assert.Equal(0, status.GetProperty("pending_count").GetInt32());
        (await bed.GetAsync($"/live/status/{status.GetProperty("id").GetString()!.ToUpperInvariant()}/")).Is(200);
        (await bed.GetAsync($"/live/status/{bed.Channel}/")).Is(404);
    }

    [Theory]
    [InlineData(24, 200)]
    [InlineData((7 * 24) + 1, 404)]
    public async Task Section_4_3_a_status_is_kept_for_a_day_at_least_and_then_it_is_404(int hours, int expected)
    {
        var added = await bed.PostAsync($"/live/collections/{bed.Inbox}/objects/", "{}", Answer.Taxii);
        var id = added.Is(202).Json.GetProperty("id").GetString();
        await using (var store = new SqliteConnection($"Data Source={Path.Combine(bed.Japan.Data, "entente.db")};Pooling=False"))
        {
            await store.OpenAsync(TaxiiBed.Cancellation);
            await using var earlier = store.CreateCommand();
            earlier.CommandText = "update addition set received_at = received_at - $hours * 3600000000 where addition_id = $id";
            earlier.Parameters.AddWithValue("$hours", hours);
            earlier.Parameters.AddWithValue("$id", id);
            Assert.Equal(1, await earlier.ExecuteNonQueryAsync(TaxiiBed.Cancellation));
        }

        // Another addition clears away what is too old.
        (await bed.PostAsync($"/live/collections/{bed.Inbox}/objects/", "{}", Answer.Taxii)).Is(202);
        (await bed.GetAsync($"/live/status/{id}/")).Is(expected);
    }

    private IEnumerable<string> Paths() =>
    [
        "/taxii2/", "/live/", "/exercise/", "/live/collections/", $"/live/collections/{bed.Channel}/", bed.Manifest, bed.Objects,
        $"{bed.Objects}{bed.Revised}/", $"{bed.Objects}{bed.Revised}/versions/",
    ];

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex Version4();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
    private static partial Regex Timestamp();
}
