using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace Entente.Tests.Samples;

/// <summary>
/// Holds <c>expected-hits.json</c> against a matcher that is slow, obvious, and shares nothing with the generator.
/// </summary>
public sealed class TelemetryTruthTests
{
    private static readonly string[] AddressFields = ["id.orig_h", "id.resp_h", "answers", "tx_hosts", "rx_hosts"];
    private static readonly string[] NameFields = ["query", "server_name", "host", "answers"];

    [Fact]
    public void The_truth_names_every_record_that_shows_an_indicator_and_no_other()
    {
        var truth = Read("telemetry/expected-hits.json");
        var expected = new[] { "hits", "hitsOfWithheld" }
            .SelectMany(list => truth[list]!.AsArray())
            .Select(hit => $"{(int)hit!["line"]!} {(string)hit["indicator"]!} {(string)hit["field"]!}");
        var indicators = Read("intelligence/campaign.json")["objects"]!.AsArray()
            .Where(made => (string)made!["type"]! == "indicator")
            .Select(made => ((string)made!["id"]!, (string)made["pattern"]!))
            .Distinct().ToList();

        var found = new List<string>();
        var number = 0;
        foreach (var line in File.ReadLines(PathOf("telemetry/zeek-conn-dns-http.ndjson")))
        {
            number++;
            var record = JsonNode.Parse(line)!.AsObject();
            foreach (var (id, pattern) in indicators)
            {
                if (FieldThatMatches(record, pattern) is { } field) found.Add($"{number} {id} {field}");
            }
        }

        Assert.Equal(2_000, number);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Decoys_stand_on_lines_without_hits_of_the_same_indicator()
    {
        var truth = Read("telemetry/expected-hits.json");
        var hits = truth["hits"]!.AsArray().Select(hit => $"{hit!["line"]} {hit["indicator"]}").ToHashSet();
        Assert.All(
            truth["decoys"]!.AsArray(),
            decoy => Assert.DoesNotContain($"{decoy!["line"]} {decoy["indicator"]}", hits));
        Assert.True(truth["decoys"]!.AsArray().Count >= 25);
    }

    private static string? FieldThatMatches(JsonObject record, string pattern)
    {
        if (Regex.Match(pattern, @"^\[(?<what>[a-z0-9-]+):(?<path>\S+) (?<how>=|ISSUBSET) '(?<value>[^']+)'\]$") is not
            { Success: true } parts) return null;
        var value = parts.Groups["value"].Value;
        return parts.Groups["what"].Value switch
        {
            "ipv4-addr" or "ipv6-addr" => AddressFields.FirstOrDefault(field => Values(record, field).Any(seen =>
                IPAddress.TryParse(seen, out var address)
                && (value.Contains('/', StringComparison.Ordinal)
                    ? IPNetwork.Parse(value).Contains(address)
                    : IPAddress.Parse(value).Equals(address)))),
            "domain-name" => NameFields.FirstOrDefault(field =>
                Values(record, field).Any(seen => IsWithin(seen, value))),
            "url" => Url(record, value),
            "file" => new[] { "md5", "sha1", "sha256" }.FirstOrDefault(field =>
                parts.Groups["path"].Value.Replace("-", "", StringComparison.Ordinal)
                    .Contains(field, StringComparison.OrdinalIgnoreCase)
                && Values(record, field).Any(seen => seen.Equals(value, StringComparison.OrdinalIgnoreCase))),
            _ => null,
        };
    }

    private static bool IsWithin(string seen, string name)
    {
        seen = seen.TrimEnd('.').ToLowerInvariant();
        return seen == name || seen.EndsWith("." + name, StringComparison.Ordinal);
    }

    private static string? Url(JsonObject record, string value)
    {
        if (record["host"] is null || record["uri"] is null) return null;
        var (host, uri) = ((string)record["host"]!, (string)record["uri"]!);
        if (uri == value) return "uri";
        return "http://" + host.ToLowerInvariant() + uri == value ? "host+uri" : null;
    }

    private static IEnumerable<string> Values(JsonObject record, string field) => record[field] switch
    {
        JsonArray items => items.Select(item => (string)item!),
        JsonValue one => [(string)one!],
        _ => [],
    };

    private static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllBytes(PathOf(path)))!;

    private static string PathOf(string path) => Repository.PathOf(Path.Combine("samples", path));
}
