using System.Text.Json;
using Entente.Stix.Json;

namespace Entente.Stix.Validation;

/// <summary>Checks a bundle and every object in it (STIX 2.1 §8; STIX 2.0 part 1 §5).</summary>
internal static class BundleRules
{
    /// <summary>The limits of a bundle: those of its objects, which are of any number.</summary>
    public static StixLimits LimitsOf(ValidationOptions options) =>
        options.Limits with { ObjectBytesMax = int.MaxValue, PropertiesMax = int.MaxValue };

    public static void Check(
        ReadOnlyMemory<byte> utf8, JsonWalk walk, ObjectPreview preview, ValidationOptions options, Findings findings)
    {
        var custom = new CustomContent(findings, options, preview, options.SpecVersion == "2.0");
        var members = new HashSet<string>(StringComparer.Ordinal);
        var versions = new HashSet<(string Id, StixTimestamp Version)>();
        walk.Read();
        while (walk.Read() && walk.Token == JsonTokenType.PropertyName)
        {
            var name = walk.Text();
            members.Add(name);
            if (!walk.Read()) break;
            if (name == "id") CheckId(walk, findings);
            else if (name == "spec_version") CheckVersion(walk, options, findings);
            else if (name == "objects") CheckObjects(ref walk, utf8, options, findings, versions);
            else if (name != "type") custom.CheckProperty(walk, name, Standard.Version21["bundle"], isTop: true);
            walk.Skip();
        }

        if (walk.Fault is { } fault) findings.Take(fault);
        if (!members.Contains("id")) Missing("id");
        if (options.SpecVersion == "2.0" && !members.Contains("spec_version")) Missing("spec_version");

        void Missing(string name) =>
            findings.Add(
                Severity.Error,
                "property-missing",
                "",
                0,
                $"the required property `{name}` is missing",
                $"add `{name}`",
                "§8");
    }

    private static void CheckId(in JsonWalk walk, Findings findings)
    {
        var id = walk.Token == JsonTokenType.String ? walk.Text() : "";
        if (!StixId.IsOfType(id, "bundle"))
        {
            findings.Error(walk, "id-form", $"`{id}` is no id of a bundle", "write `bundle--uuid`", "§8");
        }
        else if (StixId.UuidVersionOf(id) != 4)
        {
            findings.Warn(walk, "id-uuid-version", $"`{id}` is not a version 4 UUID", "make the id at random", "§2.9");
        }
    }

    // STIX 2.1 took the property from the bundle; what a sender says there binds only under 2.0.
    private static void CheckVersion(in JsonWalk walk, ValidationOptions options, Findings findings)
    {
        if (options.SpecVersion != "2.0" || walk.TextIs("2.0"u8)) return;
        findings.Error(walk, "spec-version", "the bundle is not of STIX 2.0", "write `2.0`", "STIX 2.0 part 1 §5");
    }

    private static void CheckObjects(
        ref JsonWalk walk,
        ReadOnlyMemory<byte> utf8,
        ValidationOptions options,
        Findings findings,
        HashSet<(string Id, StixTimestamp Version)> versions)
    {
        if (walk.Token != JsonTokenType.StartArray)
        {
            findings.Error(walk, "property-type", "`objects` is not a list", "write a list", "§8");
            return;
        }

        // Each object says its own version, and a bundle of 2.1 may carry objects of 2.0 (STIX 2.1 §8).
        var each = options.SpecVersion == "2.1" ? options with { SpecVersion = null } : options;
        var count = 0;
        for (; walk.Read() && walk.Token != JsonTokenType.EndArray; count++)
        {
            var inner = walk.Inside();
            var inside = findings.Inside(walk.Pointer(), walk.Start);
            var start = walk.Start;
            if (!walk.Skip()) return;
            if (inner.LimitFault(options.Limits) is { } fault)
            {
                inside.Take(fault);
                continue;
            }

            var read = StixValidator.Validate(utf8[start..walk.End], inner, ObjectPreview.Of(inner), each, inside);
            if (read is not { Version: { } version }) continue;
            if (versions.Add((read.Id, version))) continue;
            inside.Add(
                Severity.Warning,
                "bundle-duplicate",
                "/id",
                0,
                $"`{read.Id}` stands twice with one version",
                "keep one",
                "§3.6");
        }

        if (count == 0) findings.Error(walk, "list-empty", "a list is empty", "leave `objects` out instead", "§2.12");
    }
}
