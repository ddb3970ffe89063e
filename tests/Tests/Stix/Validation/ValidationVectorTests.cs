using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Entente.Stix;
using Entente.Stix.Validation;
using Xunit;

namespace Entente.Tests.Stix.Validation;

/// <summary>What another implementation says of 536 objects, recorded from its own tests.</summary>
public sealed class ValidationVectorTests
{
    /// <summary>The names that the other implementation gives its checks, and the codes that ours give.</summary>
    private static readonly FrozenDictionary<string, string[]> Checks = new Dictionary<string, string[]>
    {
        ["attack-motivation"] = ["attack-motivation-ov"],
        ["attack-resource-level"] = ["attack-resource-level-ov"],
        ["kill-chain-names"] = ["kill-chain-form"],
        ["malware-label"] = ["malware-label-ov"],
        ["observable-dictionary-keys"] = ["dictionary-key-length", "dictionary-key-case"],
        ["pdf-doc-info"] = ["pdf-information-key"],
        ["account-type"] = ["account-type-ov"],
        ["relationship-types"] = ["relationship-unsuggested"],
        ["socket-options"] = ["socket-option"],
        ["industry-sector"] = ["industry-sector-ov"],
        ["malware-types"] = ["malware-type-ov"],
        ["region"] = ["region-ov"],
        ["uuid-check"] = ["id-uuid-version"],
        ["marking-definition-type"] = ["marking-definition-type"],
        ["encryption-algo"] = ["encryption-algorithm-ov"],
        ["threat-actor-label"] = ["threat-actor-label-ov"],
        ["threat-actor-role"] = ["threat-actor-role-ov"],
        ["indicator-label"] = ["indicator-label-ov"],
        ["windows-pebinary-type"] = ["windows-pebinary-type-ov"],
        ["mime-type"] = ["mime-type"],
        ["tool-types"] = ["tool-type-ov"],
        ["network-traffic-ports"] = ["property-recommended"],
        ["countries"] = ["country-code"],
        ["indicator-properties"] = ["property-recommended"],
        ["extension-description"] = ["property-recommended"],
        ["indicator-types"] = ["indicator-type-ov"],
        ["windows-process-priority-format"] = ["process-priority"],
        ["indicator-pattern-types"] = ["pattern-type-ov"],
        ["extension-properties"] = ["extension-properties"],
        ["report-types"] = ["report-type-ov"],
        ["hash-algo"] = ["hash-algorithm-ov"],
        ["format-checks"] = ["kill-chain-form", "open-vocab-form", "mime-type"],
        ["approved-values"] = ["tool-type-ov"],
    }.ToFrozenDictionary();

    [Fact]
    public void The_verdict_is_that_of_the_vectors_but_where_the_text_differs()
    {
        var lines = File.ReadAllLines(SharedFolder.Require("vectors/stix/stix_validation.jsonl"));
        var wrong = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            using var vector = JsonDocument.Parse(lines[i]);
            var (verdict, report) = Judge(vector.RootElement);
            var expected = vector.RootElement.TryGetProperty("level", out var level) ? level.GetString()! : "valid";
            var said = string.Join(" | ", report.Select(d => $"{d.Severity} {d.Code} {d.Pointer} {d.Message}"));
            if (verdict != expected && !VectorDepartures.Validation.ContainsKey(i + 1))
            {
                wrong.Add($"{i + 1}: {expected}, not {verdict}: {said}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static (string Verdict, IReadOnlyList<Diagnostic> Report) Judge(JsonElement vector)
    {
        var options = vector.GetProperty("options");
        var disabled = Names(options, "disabled");
        var bytes = Encoding.UTF8.GetBytes(VectorDepartures.Mend(vector.GetProperty("object").GetRawText()));
        var report = StixValidator.Validate(bytes, new ValidationOptions
        {
            SpecVersion = options.TryGetProperty("version", out var version)
                ? version.GetString() : vector.GetProperty("version").GetString(),
            RefuseCustomProperties = Flag(options, "strict_properties"),
            RefuseCustomTypes = Flag(options, "strict_types"),
            Interoperability = Flag(options, "interop"),
            CompareObservableIds = false,
        }).Diagnostics;
        var is20 = options.TryGetProperty("version", out var v) && v.GetString() == "2.0";
        var ignored = Ignored(disabled, Names(options, "enabled"), is20).ToHashSet();
        var counted = report.Where(d => d.Severity == Severity.Error || !ignored.Contains(d.Code)).ToList();
        if (!Flag(options, "strict"))
        {
            counted = [.. counted.Where(d => d.Severity == Severity.Error || Names(options, "enabled").Length > 0)];
        }
        var verdict = counted.Any(d => d.Severity == Severity.Error) ? "must" : counted.Count > 0 ? "should" : "valid";
        return (verdict, counted);
    }

    // Custom content is judged by one of three checks: by its declaration or, where that is off, by one of two
    // prefixes.
    private static IEnumerable<string> Ignored(string[] disabled, string[] enabled, bool is20)
    {
        foreach (var code in disabled.SelectMany(name => Checks.GetValueOrDefault(name) ?? [])) yield return code;
        var byDeclaration = !is20 && !disabled.Contains("extensions-use") && !enabled.Contains("custom-prefix");
        if (!byDeclaration) yield return "custom-declared";
        var byPrefix = !byDeclaration && !disabled.Contains("custom-prefix") && !enabled.Contains("custom-prefix-lax");
        if (!byPrefix) yield return "custom-prefix";
        if (!byPrefix) yield return "pattern-custom-prefix";
        if (byDeclaration || byPrefix || disabled.Contains("custom-prefix-lax")) yield return "custom-prefix-lax";
        if (byDeclaration || byPrefix || disabled.Contains("custom-prefix-lax"))
        {
            yield return "pattern-custom-prefix-lax";
        }
    }

    private static bool Flag(JsonElement options, string name) =>
        options.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string[] Names(JsonElement options, string name) =>
        options.TryGetProperty(name, out var value)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : [];
}
