using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Entente.Lab.Samples;
using Xunit;

namespace Entente.Tests.Samples;

public sealed class SampleFilesTests
{
    public static TheoryData<string> Templates =>
    [
        "jp-vn-cyber-memorandum", "jp-vn-cyber-arrangement", "jp-sg-cyber-memorandum", "jp-sg-cyber-arrangement",
    ];

    [Fact]
    public void Generating_the_samples_again_gives_the_committed_files()
    {
        var generated = SampleSet.Build();
        foreach (var file in generated)
        {
            Assert.True(
                File.ReadAllBytes(PathOf(file.Path)).AsSpan().SequenceEqual(file.Content),
                $"{file.Path} differs; run `dotnet run --project tests/Lab -- samples`");
        }

        var committed = Directory.EnumerateFiles(Repository.PathOf("samples"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.PathOf("samples"), path).Replace('\\', '/'))
            .Where(path => path != "README.md");
        Assert.Equal(
            generated.Select(file => file.Path).Order(StringComparer.Ordinal),
            committed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_clause_quotes_a_paragraph_of_the_authentic_text(string name)
    {
        var text = File.ReadAllText(PathOf($"coalition/{name}.en.txt"));
        var template = Parse($"coalition/{name}.template.json");
        foreach (var clause in template["clauses"]!.AsArray())
        {
            var quote = (string)clause!["sourceText"]!;
            Assert.Contains($"\n{(string)clause["sourceArticle"]!}\n{quote}\n", text, StringComparison.Ordinal);
            Assert.Equal(SampleJson.Sha256(quote), (string)clause["sourceTextSha256"]!);
        }

        var authentic = template["clauses"]![0]!["parameters"]!["authenticTexts"]![0]!["sha256"];
        Assert.Equal(SampleJson.Sha256(Encoding.UTF8.GetBytes(text)), (string)authentic!);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_template_holds_no_key_and_no_digest_of_its_parent(string name)
    {
        var clauses = Parse($"coalition/{name}.template.json")["clauses"]!.AsArray();
        Assert.All(
            clauses.Single(clause => (string)clause!["type"]! == "parties")!["parameters"]!["parties"]!.AsArray(),
            party => Assert.Null(party!["keys"]));
        Assert.Null(clauses[0]!["parameters"]!["parent"]?["sha256"]);
    }

    [Fact]
    public void An_arrangement_uses_every_type_of_clause()
    {
        var types = Parse("coalition/jp-vn-cyber-arrangement.template.json")["clauses"]!.AsArray()
            .Select(clause => (string)clause!["type"]!).Distinct();
        Assert.Equal(
            [
                "instrument", "validity", "parties", "purpose", "informationScope", "marking", "releasability",
                "onwardRelease", "sourceProtection",
            ],
            types);
    }

    [Fact]
    public void Observable_ids_follow_the_standard()
    {
        // The example of STIX 2.1 §6.6: a published id that everybody's code must reach.
        Assert.Equal(
            "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4",
            SampleIds.Observable("ipv4-addr", new JsonObject { ["value"] = "198.51.100.3" }));
    }

    [Fact]
    public void References_lead_to_objects_except_where_the_story_leaves_them_open()
    {
        var campaign = Objects("intelligence/campaign.json");
        var third = Objects("intelligence/third-party.template.json").Select(made => (string)made["id"]!);
        var known = campaign.Select(made => (string)made["id"]!).Concat(third).ToHashSet(StringComparer.Ordinal);
        var open = campaign.SelectMany(References).Where(id => !known.Contains(id)).Distinct();

        // Four PAP levels, one marking that nobody knows, one author of whom nothing else is said.
        Assert.Equal(
            ["identity--", .. Enumerable.Repeat("marking-definition--", 5)],
            open.Select(id => id[..(id.IndexOf("--", StringComparison.Ordinal) + 2)]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cases_name_objects_of_the_campaign()
    {
        var ids = Objects("intelligence/campaign.json").Select(made => (string)made["id"]!).ToHashSet();
        var cases = Parse("intelligence/cases.json")["cases"]!.AsArray();
        Assert.All(cases, one => Assert.Contains((string)one!["object"]!, ids));
        Assert.All(cases, one => Assert.Contains(
            (string)one!["expected"]!, new[] { "released", "derivative", "hold", "withheld", "notAsIs" }));
    }

    [Fact]
    public void Addresses_and_names_are_those_reserved_for_documentation()
    {
        var files = SampleSet.Build().Where(file => !file.Path.StartsWith("coalition/", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var text = Encoding.UTF8.GetString(file.Content);
            foreach (Match match in Regex.Matches(text, @"(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])"))
            {
                Assert.True(
                    IPAddress.TryParse(match.Value, out _)
                        && Regex.IsMatch(match.Value, @"^(192\.0\.2|198\.51\.100|203\.0\.113)\."),
                    $"{file.Path} holds {match.Value}");
            }

            foreach (Match match in Regex.Matches(text, @"https?://([^/""':]+)"))
            {
                var host = match.Groups[1].Value;
                Assert.True(
                    host == "attack.mitre.org" || host.EndsWith(".example", StringComparison.Ordinal),
                    $"{file.Path} holds {host}");
            }
        }
    }

    private static string PathOf(string path) => Repository.PathOf(Path.Combine("samples", path));

    private static JsonNode Parse(string path) => JsonNode.Parse(File.ReadAllBytes(PathOf(path)))!;

    private static List<JsonNode> Objects(string path) => [.. Parse(path)["objects"]!.AsArray().Select(made => made!)];

    private static IEnumerable<string> References(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            member.Key.EndsWith("_ref", StringComparison.Ordinal) ? [(string)member.Value!]
            : member.Key.EndsWith("_refs", StringComparison.Ordinal)
                ? member.Value!.AsArray().Select(item => (string)item!)
            : member.Value is null ? []
            : References(member.Value)),
        JsonArray items => items.SelectMany(item => item is null ? [] : References(item)),
        _ => [],
    };
}
