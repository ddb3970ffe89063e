using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Entente.Stix;
using Entente.Stix.Validation;
using Xunit;

namespace Entente.Tests.Stix.Validation;

/// <summary>
/// Where the published schemas and our validator disagree about an object, the disagreement is of a class that
/// <c>docs/stix-schema-differences.md</c> explains by the text of the standard.
/// </summary>
public sealed partial class SchemaDifferenceTests
{
    private const int ObjectsPerTypeMax = 2;

    [Fact]
    public async Task Schema_and_validator_differ_only_as_the_document_says()
    {
        var oracle = await SchemaOracle.LoadAsync(SharedFolder.Require("data/schemas/stix-2.1"));
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var compared = 0;
        foreach (var (type, source) in Sources(oracle.Types.ToHashSet()))
        {
            foreach (var (what, json) in ObjectMutations.Of(source).Prepend(("as it is", source.ToJsonString())))
            {
                compared++;
                foreach (var difference in Differences(oracle, type, json))
                {
                    found.TryAdd(difference, $"{type} {what}");
                }
            }
        }

        // Were the mutations or the sources lost, nothing would differ.
        Assert.True(compared > 5000, $"only {compared} objects were compared");
        var explained = Explained().ToHashSet();
        var strange = found.Where(pair => !explained.Contains(pair.Key));
        Assert.Equal([], strange.Select(pair => $"{pair.Key}: {pair.Value}"));
        Assert.Equal([], explained.Except(found.Keys));
    }

    private static IEnumerable<string> Differences(SchemaOracle oracle, string type, string json)
    {
        var ours = StixValidator.Validate(Encoding.UTF8.GetBytes(json), new ValidationOptions { SpecVersion = "2.1" })
            .Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).ToList();
        var theirs = oracle.Judge(type, json);
        if (ours.Count > 0 == !theirs.IsEmpty) return [];
        return ours.Count > 0 ? ours.Select(diagnostic => $"we refuse: {diagnostic.Code}").Distinct()
            : theirs.Select(said => $"schema refuses: {said}");
    }

    /// <summary>The first objects of each type, of the samples, the published vectors and ATT&amp;CK.</summary>
    private static IEnumerable<(string Type, JsonObject Source)> Sources(HashSet<string> types)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var source in Vectors().Concat(Bundles()))
        {
            if (source["type"]?.GetValue<string>() is not { } type || !types.Contains(type)) continue;
            var bytes = Encoding.UTF8.GetBytes(source.ToJsonString());
            if (bytes.Length > 3000 || !StixValidator.Validate(bytes).IsValid) continue;
            var count = counts.GetValueOrDefault(type);
            if (count == ObjectsPerTypeMax) continue;
            counts[type] = count + 1;
            yield return (type, source);
        }
    }

    private static IEnumerable<JsonObject> Vectors() =>
        from line in File.ReadLines(SharedFolder.Require("vectors/stix/stix_validation.jsonl"))
        let vector = JsonNode.Parse(line)!
        where vector["version"]?.ToString() == "2.1"
        from item in Items(vector["object"])
        select item;

    private static IEnumerable<JsonObject> Bundles() =>
        from path in (string[])
        [
            Repository.PathOf("samples/intelligence/campaign.json"),
            SharedFolder.Require("data/attack/ics-attack.json"),
        ]
        from item in Items(JsonNode.Parse(File.ReadAllText(path)))
        select item;

    private static IEnumerable<JsonObject> Items(JsonNode? node) =>
        node?["type"]?.ToString() == "bundle" && node["objects"] is JsonArray items
            ? items.OfType<JsonObject>()
            : node is JsonObject item ? [item] : [];

    private static IEnumerable<string> Explained() =>
        File.ReadLines(Repository.PathOf("docs/stix-schema-differences.md"))
            .Select(line => Row().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^\| `((?:we refuse|schema refuses): [^`]+)` \|")]
    private static partial Regex Row();
}
