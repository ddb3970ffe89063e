using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Checklist D, E and F: types, headers, sorting, filtering, paging (TAXII 2.1 §2, §3.2 to §3.5).</summary>
[Collection(ChecklistCollection.Name)]
public sealed partial class QueryTests(TaxiiBed bed)
{
    private const string First = "X-TAXII-Date-Added-First";
    private const string Last = "X-TAXII-Date-Added-Last";

    private string Revised => $"match[id]={bed.Revised}";

    [Fact]
    public async Task Section_3_2_dates_are_on_every_200_with_objects_and_name_the_first_and_last()
    {
        var dates = (await bed.GetAsync($"{bed.Manifest}?match[version]=all")).Is(200).Items("objects")
            .Select(record => record.GetProperty("date_added").GetString()!).ToList();
        foreach (var path in new[]
        {
            $"{bed.Manifest}?match[version]=all", $"{bed.Objects}?match[version]=all", $"{bed.Objects}?match[version]=all&limit=1",
            $"{bed.Objects}{bed.Revised}/", $"{bed.Objects}{bed.Revised}/versions/",
        })
        {
            var answer = (await bed.GetAsync(path)).Is(200);
            Assert.Matches(Timestamp(), answer.Header(First));
            Assert.Matches(Timestamp(), answer.Header(Last));
            Assert.Contains(answer.Header(First), dates);
            Assert.Contains(answer.Header(Last), dates);
        }

        var page = await bed.GetAsync($"{bed.Objects}?match[version]=all&limit=3");
        Assert.Equal((dates[0], dates[2]), (page.Header(First), page.Header(Last)));
        var empty = (await bed.GetAsync($"{bed.Objects}?match[type]=campaign")).Is(200);
        Assert.Null(empty.Header(First));
        Assert.Null(empty.Header(Last));
    }

    [Fact]
    public async Task Section_3_3_objects_and_manifests_ascend_by_date_added()
    {
        var manifest = (await bed.GetAsync($"{bed.Manifest}?match[version]=all")).Is(200).Items("objects");
        var dates = manifest.Select(record => record.GetProperty("date_added").GetString()!).ToList();
        Assert.Equal(dates.Order(StringComparer.Ordinal).Distinct(), dates);
        var objects = (await bed.GetAsync($"{bed.Objects}?match[version]=all")).Is(200).Ids;
        Assert.Equal(objects, manifest.Select(record => record.GetProperty("id").GetString()!));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=1.0")]
    [InlineData("limit=")]
    [InlineData("limit=ten")]
    [InlineData("limit=0x10")]
    [InlineData("limit=%EF%BC%91")]
    [InlineData("limit=5&limit=5")]
    [InlineData("added_after=yesterday")]
    [InlineData("added_after=")]
    [InlineData("added_after=2026-13-01T00:00:00Z")]
    [InlineData("added_after=2026-01-01T00:00:00+01:00")]
    [InlineData("added_after=2026-01-01T00:00:00.000000Z,2026-01-02T00:00:00.000000Z")]
    [InlineData("added_after=2026-01-01T00:00:00Z&added_after=2026-01-01T00:00:00Z")]
    [InlineData("next=nonsense")]
    [InlineData("match[id]=nonsense")]
    [InlineData("match[id]=")]
    [InlineData("match[type]=")]
    [InlineData("match[type]=Not_A_Type!")]
    [InlineData("match[type]=tool&match[type]=malware")]
    [InlineData("match[version]=newest")]
    [InlineData("match[version]=")]
    [InlineData("match[version]=last&match%5Bversion%5D=last")]
    [InlineData("match[spec_version]=two")]
    public async Task Section_3_4_a_malformed_parameter_is_400(string query)
    {
        (await bed.GetAsync($"{bed.Objects}?{query}")).Is(400);
        (await bed.GetAsync($"{bed.Manifest}?{query}")).Is(400);
    }

    [Theory]
    [InlineData("all,last")]
    [InlineData("first,all")]
    [InlineData("all,2026-05-01T00:00:00.000Z")]
    public async Task Section_3_4_1_match_version_all_with_another_value_is_400(string value)
    {
        (await bed.GetAsync($"{bed.Objects}?match[version]={value}")).Is(400);
        (await bed.GetAsync($"{bed.Objects}{bed.Revised}/?match[version]={value}")).Is(400);
    }

    [Fact]
    public async Task Section_3_4_added_after_is_strict_and_may_come_without_a_fraction()
    {
        var all = (await bed.GetAsync($"{bed.Manifest}?match[version]=all")).Is(200).Items("objects");
        for (var i = 0; i < all.Count; i += 5)
        {
            var after = all[i].GetProperty("date_added").GetString();
            var page = (await bed.GetAsync($"{bed.Objects}?match[version]=all&added_after={after}")).Is(200);
            Assert.Equal(all.Skip(i + 1).Select(record => record.GetProperty("id").GetString()!), page.Ids);
        }

        foreach (var form in new[] { "2020-01-01T00:00:00Z", "2020-01-01T00:00:00.000Z", "2020-01-01T00%3A00%3A00.000000Z" })
        {
            Assert.Equal(all.Count, (await bed.GetAsync($"{bed.Objects}?match[version]=all&added_after={form}")).Is(200).Ids.Count);
        }
    }

    [Fact]
    public async Task Section_3_4_limit_is_never_exceeded_and_more_is_said_exactly_when_there_is_more()
    {
        var all = (await bed.GetAsync(bed.Objects)).Is(200).Ids;
        foreach (var limit in new[] { 1, 2, 7, all.Count - 1, all.Count, all.Count + 1, 1_000, 1_001 })
        {
            var page = (await bed.GetAsync($"{bed.Objects}?limit={limit}")).Is(200);
            Assert.Equal(all.Take(limit), page.Ids);
            Assert.Equal(limit < all.Count, page.More);
        }

        foreach (var huge in new[] { "2147483648", "99999999999999999999999", "000000007" })
        {
            (await bed.GetAsync($"{bed.Objects}?limit={huge}")).Is(200);
        }
    }

    [Fact]
    public async Task Section_3_5_pages_by_next_hold_everything_once_on_every_endpoint()
    {
        foreach (var path in new[] { bed.Objects, bed.Manifest })
        {
            foreach (var filter in new[] { "match[version]=all", "match[type]=indicator", "match[version]=first,last" })
            {
                var whole = (await bed.GetAsync($"{path}?{filter}")).Is(200).Ids;
                foreach (var limit in new[] { 1, 4, 100 })
                {
                    Assert.Equal(whole, (await bed.PagesAsync(path, $"{filter}&limit={limit}")).SelectMany(page => page.Ids));
                }
            }
        }

        var versions = await bed.PagesAsync($"{bed.Objects}{bed.Revised}/versions/", "limit=1");
        Assert.Equal(Sample.Versions, versions.SelectMany(page => page.Items("versions")).Select(item => item.GetString()!));
        var one = await bed.PagesAsync($"{bed.Objects}{bed.Revised}/", "match[version]=all&limit=2");
        Assert.Equal([2, 1], one.Select(page => page.Ids.Count));
    }

    [Fact]
    public async Task Section_3_4_a_client_that_knows_only_added_after_loses_and_repeats_nothing()
    {
        var whole = (await bed.GetAsync($"{bed.Objects}?match[version]=all")).Is(200).Ids;
        var seen = new List<string>();
        var after = "";
        while (true)
        {
            var page = (await bed.GetAsync($"{bed.Objects}?match[version]=all&limit=4{after}")).Is(200);
            seen.AddRange(page.Ids);
            if (!page.More) break;
            after = $"&added_after={page.Header(Last)}";
        }

        Assert.Equal(whole, seen);
    }

    [Fact]
    public async Task Section_3_4_match_fields_narrow_together_and_their_values_widen()
    {
        var malware = (await bed.GetAsync($"{bed.Objects}?match[type]=malware")).Is(200).Ids;
        Assert.Equal(2, malware.Count);
        Assert.Equal(
            [.. malware, bed.Observable], (await bed.GetAsync($"{bed.Objects}?match[type]=ipv4-addr,malware")).Is(200).Ids);
        Assert.Equal([malware[0]], (await bed.GetAsync($"{bed.Objects}?match[type]=malware&match[id]={malware[0]},{bed.Revised}")).Is(200).Ids);
        Assert.Empty((await bed.GetAsync($"{bed.Objects}?match[type]=tool&match[id]={malware[0]}")).Is(200).Ids);
        Assert.Equal(malware, (await bed.GetAsync($"{bed.Objects}?match%5Btype%5D=malware")).Is(200).Ids);
    }

    [Theory]
    [InlineData("attack-pattern")]
    [InlineData("network-traffic")]
    [InlineData("x-mitre-tactic")]
    [InlineData("extension-definition")]
    [InlineData("bundle")]
    public async Task Section_3_4_1_match_type_takes_every_type_of_STIX(string type)
    {
        (await bed.GetAsync($"{bed.Objects}?match[type]={type}")).Is(200);
    }

    [Fact]
    public async Task Section_3_4_1_match_spec_version_gives_nothing_outside_its_list()
    {
        var all = (await bed.GetAsync(bed.Objects)).Is(200).Ids;
        Assert.Equal(all, (await bed.GetAsync($"{bed.Objects}?match[spec_version]=2.1")).Is(200).Ids);
        Assert.Equal(all, (await bed.GetAsync($"{bed.Objects}?match[spec_version]=2.0,2.1")).Is(200).Ids);
        foreach (var path in new[] { bed.Objects, bed.Manifest, $"{bed.Objects}{bed.Revised}/", $"{bed.Objects}{bed.Revised}/versions/" })
        {
            Assert.Equal("{}", (await bed.GetAsync($"{path}?match[spec_version]=2.0")).Is(200).Text);
        }
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("match[version]=last", 2)]
    [InlineData("match[version]=first", 0)]
    [InlineData("match[version]=all", 0, 1, 2)]
    [InlineData("match[version]=first,last", 0, 2)]
    [InlineData("match[version]=2026-05-02T00:00:00.000Z", 1)]
    [InlineData("match[version]=2026-05-02T00:00:00Z", 1)]
    [InlineData("match[version]=2026-05-02T00:00:00.000000Z", 1)]
    [InlineData("match[version]=2026-05-03T12:30:00.5Z", 2)]
    [InlineData("match[version]=2026-05-02T00:00:00.000Z,first", 0, 1)]
    [InlineData("match[version]=2030-01-01T00:00:00.000Z")]
    public async Task Section_3_4_1_match_version_compares_instants(string filter, params int[] places)
    {
        var expected = places.Select(place => Sample.Versions[place]);
        foreach (var path in new[] { $"{bed.Objects}?{Revised}&", $"{bed.Objects}{bed.Revised}/?" })
        {
            var objects = (await bed.GetAsync(path + filter)).Is(200).Items("objects");
            Assert.Equal(expected, objects.Select(item => item.GetProperty("modified").GetString()!));
        }

        var records = (await bed.GetAsync($"{bed.Manifest}?{Revised}&{filter}")).Is(200).Items("objects");
        Assert.Equal(expected, records.Select(item => item.GetProperty("version").GetString()!));
    }

    [Fact]
    public async Task Section_3_4_1_an_observable_has_the_time_it_was_added_as_its_version()
    {
        var manifest = (await bed.GetAsync($"{bed.Manifest}?match[id]={bed.Observable}")).Is(200);
        var version = Assert.Single(manifest.Items("objects")).GetProperty("version").GetString()!;
        Assert.Equal(version, Assert.Single((await bed.GetAsync($"{bed.Objects}{bed.Observable}/versions/")).Is(200).Items("versions")).GetString());
        foreach (var filter in new[] { version, "first", "last", "all" })
        {
            var page = await bed.GetAsync($"{bed.Objects}{bed.Observable}/?match[version]={filter}");
            Assert.Equal([bed.Observable], page.Is(200).Ids);
        }

        var other = DateTimeOffset.Parse(version, CultureInfo.InvariantCulture).AddTicks(TimeSpan.TicksPerMicrosecond).UtcDateTime
            .ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        Assert.Equal("{}", (await bed.GetAsync($"{bed.Objects}{bed.Observable}/?match[version]={other}")).Is(200).Text);
    }

    [Fact]
    public async Task Section_5_each_endpoint_takes_its_own_filters_and_passes_over_the_others()
    {
        var one = $"{bed.Objects}{bed.Revised}/";
        Assert.Equal((await bed.GetAsync(one)).Text, (await bed.GetAsync($"{one}?match[type]=malware&match[id]=nonsense")).Is(200).Text);
        Assert.Equal(
            (await bed.GetAsync($"{one}versions/")).Text, (await bed.GetAsync($"{one}versions/?match[version]=first,all")).Is(200).Text);
        Assert.Equal(
            (await bed.GetAsync(bed.Objects)).Text,
            (await bed.GetAsync($"{bed.Objects}?match[colour]=red&match[]=&unknown=1&unknown=2&=&&%zz")).Is(200).Text);
        Assert.Equal((await bed.GetAsync("/live/collections/")).Text, (await bed.GetAsync("/live/collections/?limit=0&next=x")).Is(200).Text);
    }

    [Fact]
    public async Task Section_5_4_and_5_6_without_objects_the_envelope_is_empty_and_an_unknown_id_is_404()
    {
        Assert.Equal("{}", (await bed.GetAsync($"{bed.Objects}?match[id]=indicator--{bed.Channel}")).Is(200).Text);
        Assert.Equal("{}", (await bed.GetAsync($"{bed.Objects}{bed.Revised}/?added_after=2100-01-01T00:00:00Z")).Is(200).Text);
        (await bed.GetAsync($"{bed.Objects}indicator--{bed.Channel}/")).Is(404);
        (await bed.GetAsync($"{bed.Objects}nonsense/")).Is(404);
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
    private static partial Regex Timestamp();
}
