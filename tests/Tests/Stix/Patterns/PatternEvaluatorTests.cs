using System.Text.Json;
using Entente.Stix.Patterns;
using Xunit;

namespace Entente.Tests.Stix.Patterns;

public class PatternEvaluatorTests
{
    private const string Graph = """
        {"type":"bundle","id":"bundle--1","objects":[
          {"type":"observed-data","id":"observed-data--1","first_observed":"2020-01-01T00:00:00Z",
           "last_observed":"2020-01-01T00:00:05Z","number_observed":1,
           "object_refs":["network-traffic--1","ipv4-addr--1","ipv6-addr--1","mac-addr--1","file--1",
             "identity--1","gone--1"]},
          {"type":"network-traffic","id":"network-traffic--1","src_ref":"ipv4-addr--1","dst_ref":"ipv6-addr--1",
           "protocols":["tcp","http"],"src_port":8080,"start":"2020-01-01T00:00:00Z","odd":"half \ud800"},
          {"type":"ipv4-addr","id":"ipv4-addr--1","value":"198.51.100.7","resolves_to_refs":["mac-addr--1","gone--1"]},
          {"type":"ipv6-addr","id":"ipv6-addr--1","value":"2001:DB8::7","resolves_to_refs":["mac-addr--2"]},
          {"type":"mac-addr","id":"mac-addr--2","value":"not listed in object_refs"},
          {"type":"mac-addr","id":"mac-addr--1","value":"d2:fb:49:24:37:18"},
          {"type":"identity","id":"identity--1","name":"x"},
          {"type":"file","id":"file--1","name":"line one\nline two 😀é","size":9007199254740993,"ratio":1e-3,
           "hashes":{"SHA-256":"aa","MD5":"bb"},"payload_bin":"yMjI","name_hex":"not hex","magic_number_hex":"4d5a",
           "parent_directory_ref":{"odd":1},"tags":[],"none":null,
           "extensions":{"windows-pebinary-ext":{"sections":[{"entropy":6.5},{"entropy":7.5}]}}}]}
        """;

    /// <summary>The beginning of an observed-data object; of two equal keys the last one counts.</summary>
    private const string Dates = """
        {"type":"observed-data","first_observed":"2020-01-01T00:00:00Z","last_observed":"2020-01-01T00:00:00Z",
        """;

    [Theory]
    [InlineData("[network-traffic:src_ref.value = '198.51.100.7']", true)]
    [InlineData("[network-traffic:src_ref.resolves_to_refs[*].value LIKE 'd2:%']", true)]
    [InlineData("[network-traffic:src_ref.resolves_to_refs[0].value LIKE 'd2:%']", true)]
    [InlineData("[network-traffic:src_ref.resolves_to_refs[1].value LIKE '%']", false)]
    [InlineData("[network-traffic:src_ref = 'ipv4-addr--1']", true)]
    [InlineData("[ipv4-addr:resolves_to_refs[*] = 'gone--1']", true)]
    [InlineData("[ipv4-addr:resolves_to_refs[-1] = 'gone--1']", false)]
    [InlineData("[network-traffic:protocols[*] = 'http']", true)]
    [InlineData("[network-traffic:protocols[1] = 'http']", true)]
    [InlineData("[network-traffic:protocols[0] = 'http']", false)]
    [InlineData("[network-traffic:protocols = 'http']", false)]
    [InlineData("[network-traffic:src_ref.type = 'ipv4-addr']", true)]
    [InlineData("[network-traffic:dst_ref.resolves_to_refs[*].value LIKE '%']", false)]
    [InlineData("[identity:name = 'x']", false)]
    [InlineData("[network-traffic:src_port = 8080 AND network-traffic:dst_ref.value = '2001:DB8::7']", true)]
    [InlineData("[network-traffic:src_port = 8080 AND ipv4-addr:value = '198.51.100.7']", false)]
    [InlineData("[network-traffic:src_port = 8080 OR ipv4-addr:value = 'x']", true)]
    [InlineData("[network-traffic:src_port = 8080] AND [ipv4-addr:value = '198.51.100.7']", false)]
    [InlineData("[file:extensions.'windows-pebinary-ext'.sections[*].entropy > 7.0]", true)]
    [InlineData("[file:extensions.'windows-pebinary-ext'.sections[0].entropy > 7.0]", false)]
    [InlineData("[file:size = 9007199254740993]", true)]
    [InlineData("[file:size = 9007199254740992]", false)]
    [InlineData("[file:ratio = 0.001]", true)]
    [InlineData("[file:name LIKE 'line%_é']", true)]
    [InlineData("[file:name LIKE '%two _']", false)]
    [InlineData("[file:name LIKE '%two __']", true)]
    [InlineData("[file:name MATCHES '^line (one|two)\\\\s.*two.*$']", true)]
    [InlineData("[file:name MATCHES '[[:digit:]]']", false)]
    [InlineData("[file:name MATCHES '\\\\Qline\\\\E\\\\hone\\\\R']", true)]
    [InlineData("[file:name MATCHES '(?P<word>two) \\\\x{1F600}']", true)]
    [InlineData("[file:payload_bin = h'c8c8c8']", true)]
    [InlineData("[file:payload_bin MATCHES '^\\\\xc8{3}$']", true)]
    [InlineData("[file:payload_bin LIKE 'ÈÈÈ']", true)]
    [InlineData("[file:payload_bin = 'ÈÈÈ']", true)]
    [InlineData("[file:magic_number_hex = 'MZ']", true)]
    [InlineData("[file:name_hex = 'not hex']", true)]
    [InlineData("[EXISTS file:hashes.MD5]", true)]
    [InlineData("[NOT EXISTS file:hashes.MD5]", false)]
    [InlineData("[NOT EXISTS file:hashes.'SHA-1']", true)]
    [InlineData("[EXISTS file:none AND NOT EXISTS file:tags[*]]", true)]
    [InlineData("[EXISTS mutex:name]", false)]
    [InlineData("[NOT EXISTS mutex:name]", false)]
    [InlineData("[file:parent_directory_ref.odd = 1]", false)]
    [InlineData("[network-traffic:odd = 'half']", false)]
    [InlineData("[file:none != 1]", true)]
    [InlineData("[file:size NOT < 'a']", true)]
    [InlineData("[ipv4-addr:value ISSUBSET '198.51.100.0/24']", true)]
    [InlineData("[ipv4-addr:value ISSUBSET '198.51.100.7']", true)]
    [InlineData("[ipv4-addr:value ISSUBSET '0.0.0.0/0']", true)]
    [InlineData("[ipv4-addr:value ISSUBSET '::/0']", false)]
    [InlineData("[ipv6-addr:value ISSUBSET '2001:db8::/32']", true)]
    [InlineData("[ipv6-addr:value ISSUPERSET '2001:db8::7']", true)]
    [InlineData("[file:name NOT ISSUBSET '10.0.0.0/8']", true)]
    [InlineData("[network-traffic:start = t'2020-01-01T00:00:00.000Z']", true)]
    [InlineData("[network-traffic:start IN (t'2020-01-01T00:00:00Z', t'2021-01-01T00:00:00Z')]", true)]
    [InlineData("[network-traffic:start >= '2020-01-01']", true)]
    [InlineData("[network-traffic:src_port = 8080] START t'2020-01-01T00:00:05Z' STOP t'2020-01-01T00:00:06Z'", true)]
    [InlineData("[network-traffic:src_port = 8080] START t'2019-01-01T00:00:00Z' STOP t'2020-01-01T00:00:00Z'", false)]
    public void Comparisons_follow_the_standard(string pattern, bool expected)
    {
        var match = PatternEvaluator.Evaluate(PatternWorld.Read(pattern), [JsonDocument.Parse(Graph).RootElement]);
        Assert.Null(match.Fault);
        Assert.Equal(expected, match.IsMatch);
        Assert.Equal(expected ? ["observed-data--1"] : Array.Empty<string>(), match.ObservedDataIds);
    }

    [Fact]
    public void Or_looks_no_further_than_the_first_side_that_is_true()
    {
        var graph = JsonDocument.Parse(Graph).RootElement;
        const string Broken = "[file:name = t'2023-02-28T00:00:00Z']";
        var match = PatternEvaluator.Evaluate(PatternWorld.Read($"[file:size > 1] OR {Broken}"), [graph]);
        Assert.True(match.IsMatch);
        match = PatternEvaluator.Evaluate(PatternWorld.Read($"[file:size < 1] OR {Broken}"), [graph]);
        Assert.Equal("observation-timestamp", match.Fault?.Code);
    }

    [Theory]
    [InlineData("[file:name MATCHES '(a']", "pattern-regex")]
    [InlineData("[file:name MATCHES '(?=a)b']", "pattern-regex-unsupported")]
    [InlineData("[file:name MATCHES '(a)\\\\1']", "pattern-regex-unsupported")]
    [InlineData("[file:name MATCHES '((a{100}){100}){100}']", "pattern-regex-copies")]
    [InlineData("[file:name IN (1, 'x')]", "pattern-set-mixed")]
    [InlineData("[file:name = t'2023-02-29T00:00:00Z']", "pattern-calendar")]
    [InlineData("[file:name = 'x'] START t'2023-02-29T00:00:00Z' STOP t'2023-03-29T00:00:00Z'", "pattern-calendar")]
    [InlineData("[file:name = t'2023-02-28T00:00:00Z']", "observation-timestamp")]
    [InlineData("[ipv4-addr:value ISSUBSET 'example.org']", "pattern-network")]
    public void What_cannot_be_answered_is_a_fault(string pattern, string code)
    {
        var match = PatternEvaluator.Evaluate(PatternWorld.Read(pattern), [JsonDocument.Parse(Graph).RootElement]);
        Assert.False(match.IsMatch);
        Assert.Equal(code, match.Fault?.Code);
    }

    [Theory]
    [InlineData("""{"type":"file"}""", "observation-type")]
    [InlineData("""[1]""", "observation-type")]
    [InlineData(Dates + """ "first_observed":"2020","number_observed":1,"objects":{}}""", "observation-time")]
    [InlineData(Dates + """ "last_observed":"2019-01-01T00:00:00Z","number_observed":1}""", "observation-time")]
    [InlineData(Dates + """ "number_observed":0,"objects":{}}""", "observation-number")]
    [InlineData(Dates + """ "number_observed":1}""", "observation-objects")]
    public void Observed_data_that_is_none_is_a_fault(string json, string code)
    {
        var read = PatternObservations.TryRead([JsonDocument.Parse(json).RootElement], out _, out var fault);
        Assert.False(read);
        Assert.Equal(code, fault!.Code);
    }

    [Theory]
    [InlineData("[a:x = 0] FOLLOWEDBY [a:x = 1]", true)]
    [InlineData("[a:x = 2999] FOLLOWEDBY [a:x = 0]", false)]
    [InlineData("([a:x < 3000] REPEATS 3000 TIMES) WITHIN 2999.5 SECONDS", true)]
    [InlineData("([a:x < 3000] REPEATS 3000 TIMES) WITHIN 2999 SECONDS", false)]
    [InlineData("([a:x < 1500] FOLLOWEDBY [a:x >= 1500]) REPEATS 100 TIMES", true)]
    [InlineData("[a:x > 10] FOLLOWEDBY [a:x > 10] FOLLOWEDBY [a:x > 10] FOLLOWEDBY [a:x < 10]", false)]
    [InlineData("([a:x > 2] AND [a:x > 3] AND [a:x > 4]) WITHIN 2 SECONDS", false)]
    [InlineData("([a:x > 2] AND [a:x > 3] AND [a:x > 4]) WITHIN 3 SECONDS", true)]
    [InlineData("[a:x < 3000] REPEATS 3001 TIMES", false)]
    public void Thousands_of_observations_are_bound_at_once(string pattern, bool expected)
    {
        var inputs = Enumerable.Range(0, 3_000).Select(i => Json(i, 1, $$"""{"type":"a","x":{{i}} }"""));
        var match = PatternEvaluator.Evaluate(PatternWorld.Read(pattern), inputs);
        Assert.Null(match.Fault);
        Assert.Equal(expected, match.IsMatch);
    }

    [Fact]
    public void A_hostile_search_ends_with_a_named_limit()
    {
        var inputs = Enumerable.Range(0, 60).Select(i => Json(i, 1, $$"""{"type":"a","x":{{i % 3}} }""")).ToList();
        var parts = Enumerable.Repeat("(([a:x = 0] FOLLOWEDBY [a:x = 1] FOLLOWEDBY [a:x = 0]) WITHIN 3 SECONDS)", 7);
        const string Rest = "([a:x = 2] REPEATS 20 TIMES WITHIN 30 SECONDS)";
        var pattern = PatternWorld.Read($"{string.Join(" AND ", parts)} AND {Rest}");
        var limits = new PatternLimits { BindingStepsMax = 200_000 };
        var match = PatternEvaluator.Evaluate(pattern, inputs, limits);
        Assert.False(match.IsMatch);
        Assert.True(match.Fault is null or { Code: "binding-steps" });
        var deep = PatternWorld.Read("([a:x = 0] FOLLOWEDBY [a:x = 1]) REPEATS 1000 TIMES");
        var many = Enumerable.Range(0, 60).Select(i => Json(i, 100, $$"""{"type":"a","x":{{i % 3}} }"""));
        Assert.Equal("binding-choices", PatternEvaluator.Evaluate(deep, many).Fault?.Code);
    }

    [Fact]
    public void A_regular_expression_made_to_explode_does_not()
    {
        var text = new string('a', 200_000);
        var input = Json(0, 1, $$"""{"type":"a","x":"{{text}}b"}""");
        var pattern = PatternWorld.Read("[a:x MATCHES '^(a+)+$' OR a:x LIKE '%a%a%a%a%c']");
        var match = PatternEvaluator.Evaluate(pattern, [input]);
        Assert.Null(match.Fault);
        Assert.False(match.IsMatch);
    }

    private static JsonElement Json(int second, int times, string item) =>
        JsonDocument.Parse(PatternWorld.ObservedData(second, second, times, item)).RootElement;
}
