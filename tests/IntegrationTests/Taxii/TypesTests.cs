using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Checklist D: types, lists, property names and custom properties (TAXII 2.1 §2, §3.7, §7.1).</summary>
[Collection(ChecklistCollection.Name)]
public sealed partial class TypesTests(TaxiiBed bed)
{
    private const long IntegerMax = (1L << 53) - 1;

    /// <summary>What each resource may hold, as the standard lists it; a star stands at what it must hold.</summary>
    private static readonly Dictionary<string, string> Resources = new()
    {
        ["discovery"] = "*title description contact default api_roots",
        ["api-root"] = "*title description *versions *max_content_length",
        ["collections"] = "collections",
        ["collections/collections"] = "*id *title description alias *can_read *can_write media_types",
        ["collection"] = "*id *title description alias *can_read *can_write media_types",
        ["manifest"] = "more objects",
        ["manifest/objects"] = "*id *date_added *version media_type",
        ["envelope"] = "more next objects",
        ["versions"] = "more versions",
        ["status"] = "*id *status request_timestamp *total_count *success_count successes *failure_count failures "
            + "*pending_count pendings",
        ["status/successes"] = "*id *version message",
        ["status/failures"] = "*id *version message",
        ["error"] = "*title description error_id error_code http_status external_details details",
    };

    /// <summary>What we add: the terms of a channel, and <c>next</c> where the standard has it in envelopes only.</summary>
    private static readonly string[] Custom = ["x_entente_channel", "next"];

    private static readonly string[] Flags = ["can_read", "can_write", "more"];

    private static readonly string[] Integers =
        ["max_content_length", "total_count", "success_count", "failure_count", "pending_count"];

    [Fact]
    public async Task Section_2_integers_are_within_2_to_the_53_and_booleans_are_literals()
    {
        var seen = new HashSet<string>();
        foreach (var (_, answer) in await AnswersAsync())
        {
            foreach (var (name, value) in Properties(answer))
            {
                if (Flags.Contains(name))
                {
                    Assert.True(value.ValueKind is JsonValueKind.True or JsonValueKind.False, $"{name}: {value.GetRawText()}");
                }
                else if (Integers.Contains(name))
                {
                    Assert.Matches("^(0|[1-9][0-9]*)$", value.GetRawText());
                    Assert.InRange(long.Parse(value.GetRawText(), CultureInfo.InvariantCulture), 0, IntegerMax);
                }
                else
                {
                    Assert.True(
                        value.ValueKind is JsonValueKind.String or JsonValueKind.Array or JsonValueKind.Object,
                        $"{name}: {value.GetRawText()}");
                    continue;
                }

                seen.Add(name);
            }
        }

        Assert.Equal(Flags.Concat(Integers).Order(), seen.Order());
    }

    [Theory]
    [InlineData("9007199254740991", 200)]
    [InlineData("9007199254740992", 200)]
    [InlineData("18446744073709551616", 200)]
    [InlineData("-9007199254740992", 400)]
    [InlineData("1e3", 400)]
    [InlineData("true", 400)]
    public async Task Section_2_an_integer_that_is_asked_with_is_read_as_one_however_large(string limit, int status)
    {
        (await bed.GetAsync($"{bed.Manifest}?limit={limit}")).Is(status);
    }

    [Theory]
    [InlineData("\"more\":true", 202)]
    [InlineData("\"more\":\"true\"", 422)]
    [InlineData("\"more\":1", 422)]
    [InlineData("\"more\":null", 422)]
    [InlineData("\"next\":1", 422)]
    [InlineData("\"more\":True", 422)]
    public async Task Section_2_what_is_added_has_the_types_of_an_envelope(string member, int status)
    {
        (await bed.PostAsync($"/live/collections/{bed.Inbox}/objects/", $"{{{member}}}", Answer.Taxii)).Is(status);
    }

    [Fact]
    public async Task Section_3_8_properties_are_those_of_the_standard_and_no_list_is_empty()
    {
        foreach (var (kind, answer) in await AnswersAsync())
        {
            Check(kind, answer);
            foreach (var (name, value) in Properties(answer))
            {
                Assert.False(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0, $"{kind}: {name} is empty");
            }
        }

        static void Check(string kind, JsonElement resource)
        {
            var listed = Resources[kind].Split(' ');
            var names = resource.EnumerateObject().Select(property => property.Name).ToList();
            Assert.Equal(names.Distinct(), names);
            Assert.Empty(names.Except(listed.Select(name => name.TrimStart('*'))).Except(Custom));
            Assert.Empty(listed.Where(name => name[0] == '*').Select(name => name[1..]).Except(names));
            foreach (var property in resource.EnumerateObject().Where(item => Resources.ContainsKey($"{kind}/{item.Name}")))
            {
                foreach (var item in property.Value.EnumerateArray()) Check($"{kind}/{property.Name}", item);
            }
        }
    }

    [Fact]
    public async Task Section_7_1_1_our_own_properties_have_names_of_the_form_that_is_asked_for()
    {
        foreach (var (_, answer) in await AnswersAsync())
        {
            Assert.All(Properties(answer), property => Assert.Matches(CustomName(), property.Name));
        }
    }

    [Fact]
    public async Task Section_7_1_1_properties_that_the_server_does_not_know_are_passed_over()
    {
        var serial = 0;
        foreach (var name in new[]
        {
            "x_vendor_note", "abc", new string('a', 250), "ab", new string('a', 251), "X-Vendor", "", "注記", "x note",
        })
        {
            var item = Sample.Indicator("custom", ++serial, Sample.One);
            var member = $"{JsonSerializer.Serialize(name)}:{{\"deep\":[1,\"objects\",{{\"id\":\"x\"}}]}}";
            foreach (var body in new[] { $"{{{member},\"objects\":[{item}]}}", $"{{\"objects\":[{item}],{member}}}" })
            {
                var status = (await bed.PostAsync($"/live/collections/{bed.Inbox}/objects/", body, Answer.Taxii)).Is(202).Json;
                Assert.Equal(1, status.GetProperty("total_count").GetInt32());
                Assert.Equal(1, status.GetProperty("success_count").GetInt32());
            }
        }
    }

    [Fact]
    public void Section_3_9_a_record_in_the_DNS_has_the_name_that_the_operator_is_told() =>
        Assert.Contains("`_taxii2._tcp`", File.ReadAllText(Path.Combine(Repository.Root, "docs", "taxii.md")), StringComparison.Ordinal);

    /// <summary>One answer of each kind, whole, cut off and empty; and errors.</summary>
    private async Task<List<(string Kind, JsonElement Answer)>> AnswersAsync()
    {
        var objects = $"{Sample.Indicator("types", 1, Sample.One)},{{\"type\":\"tool\",\"id\":\"tool--1\"}}";
        var added = (await bed.PostAsync(
            $"/live/collections/{bed.Inbox}/objects/", $"{{\"objects\":[{objects}]}}", Answer.Taxii)).Is(202).Json;
        var one = $"{bed.Objects}{bed.Revised}/";
        (string Kind, string Path)[] questions =
        [
            ("discovery", "/taxii2/"), ("api-root", "/live/"), ("api-root", "/exercise/"), ("collections", "/live/collections/"),
            ("collections", "/exercise/collections/"), ("collection", $"/live/collections/{bed.Channel}/"),
            ("collection", $"/live/collections/{bed.Inbox}/"), ("manifest", bed.Manifest), ("manifest", $"{bed.Manifest}?limit=2"),
            ("manifest", $"{bed.Manifest}?match[type]=campaign"), ("envelope", bed.Objects), ("envelope", $"{bed.Objects}?limit=2"),
            ("envelope", $"{bed.Objects}?match[type]=campaign"), ("envelope", one), ("versions", $"{one}versions/"),
            ("versions", $"{one}versions/?limit=1"), ("versions", $"{one}versions/?match[spec_version]=2.0"),
            ("status", $"/live/status/{added.GetProperty("id")}/"), ("error", "/nothing/"), ("error", $"{bed.Objects}?limit=0"),
        ];
        var answers = new List<(string, JsonElement)> { ("status", added) };
        foreach (var (kind, path) in questions) answers.Add((kind, (await bed.GetAsync(path)).Json));
        return answers;
    }

    /// <summary>Every property of a resource and of what it holds, but for STIX objects, which have their own rules.</summary>
    private static IEnumerable<(string Name, JsonElement Value)> Properties(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty("type", out _) => [],
        JsonValueKind.Object => value.EnumerateObject()
            .SelectMany(property => Properties(property.Value).Prepend((property.Name, property.Value))),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Properties),
        _ => [],
    };

    /// <summary>
    /// Two letters are the standard's own: <c>id</c>.
    /// </summary>
    [GeneratedRegex("^(id|[a-z0-9_]{3,250})$")]
    private static partial Regex CustomName();
}
