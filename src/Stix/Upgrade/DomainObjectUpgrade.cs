using System.Text.Json.Nodes;
using Entente.Stix.Validation;

namespace Entente.Stix.Upgrade;

/// <summary>What changed in domain objects and marking-definitions from STIX 2.0 to 2.1.</summary>
internal static class DomainObjectUpgrade
{
    /// <summary>Which property took over the labels that said what kind of thing an object is.</summary>
    private static readonly (string Type, string Property, string Vocabulary, string Section)[] Labelled =
    [
        ("indicator", "indicator_types", "indicator-type-ov", "STIX 2.1 §4.7"),
        ("malware", "malware_types", "malware-type-ov", "STIX 2.1 §4.11"),
        ("report", "report_types", "report-type-ov", "STIX 2.1 §4.16"),
        ("threat-actor", "threat_actor_types", "threat-actor-type-ov", "STIX 2.1 §4.17"),
        ("tool", "tool_types", "tool-type-ov", "STIX 2.1 §4.18"),
    ];

    /// <summary>Upgrades the properties of one object; diagnostics if it cannot be done.</summary>
    public static IEnumerable<Diagnostic> Apply(UpgradeDraft draft)
    {
        SetVersion(draft);
        UpgradeHashes(draft);
        foreach (var row in Labelled.Where(row => row.Type == draft.Type))
        {
            MoveLabels(draft, row.Property, row.Vocabulary, row.Section);
        }

        switch (draft.Type)
        {
            case "identity":
                MoveRoles(draft);
                RenameSectors(draft);
                break;
            case "malware":
                DecideFamily(draft);
                break;
            case "indicator":
                return UpgradePattern(draft);
            case "marking-definition":
                FixTlp(draft);
                break;
        }

        return [];
    }

    // The bundle said it in 2.0; each object says it in 2.1 (§3.2).
    private static void SetVersion(UpgradeDraft draft)
    {
        var before = draft.Body["spec_version"]?.DeepClone();
        if (before is null) draft.Put("type", "spec_version", "2.1");
        else draft.Body["spec_version"] = "2.1";
        draft.Report(
            "spec-version",
            UpgradeChangeKind.Moved,
            "/spec_version",
            before,
            "2.1",
            "the object says its version",
            "STIX 2.1 §3.2");
    }

    private static void UpgradeHashes(UpgradeDraft draft)
    {
        if (draft.Body["external_references"] is not JsonArray references) return;
        for (var at = 0; at < references.Count; at++)
        {
            if (references[at] is JsonObject reference && reference["hashes"] is JsonObject hashes)
            {
                HashNames.Upgrade(draft, hashes, ["external_references", $"[{at}]", "hashes"]);
            }
        }
    }

    // A label outside the vocabulary says what its producer wanted to say in words of his own, and labels still can.
    private static void MoveLabels(UpgradeDraft draft, string property, string vocabulary, string section)
    {
        if (UpgradeJson.AsTexts(draft.Body["labels"]) is not { } labels || draft.Body.ContainsKey(property)) return;
        var (types, rest) = (new List<string>(), new List<string>());
        var moves = new List<(string[] From, string[] To)>();
        for (var at = 0; at < labels.Count; at++)
        {
            var isType = Vocabularies.Has(vocabulary, labels[at]);
            var (name, list) = isType ? (property, types) : ("labels", rest);
            list.Add(labels[at]);
            moves.Add((["labels", $"[{at}]"], [name, $"[{list.Count - 1}]"]));
        }

        if (types.Count == 0) return;
        var before = draft.Body["labels"]!.DeepClone();
        draft.Put("labels", property, UpgradeJson.ListOf(types));
        if (rest.Count == 0) draft.Body.Remove("labels");
        else draft.Body["labels"] = UpgradeJson.ListOf(rest);
        foreach (var (from, to) in moves) draft.Follow(from, to);
        if (rest.Count == 0) draft.Follow(["labels"], [property]);
        draft.Report(
            "labels-to-types",
            UpgradeChangeKind.Moved,
            "/labels",
            before,
            draft.Body[property],
            $"labels of the vocabulary are `{property}` now",
            section);
    }

    // The labels of an identity were its roles, which have their own property now.
    private static void MoveRoles(UpgradeDraft draft)
    {
        if (UpgradeJson.AsTexts(draft.Body["labels"]) is null || draft.Body.ContainsKey("roles")) return;
        draft.Rename("labels", "roles", "STIX 2.1 §4.5");
    }

    private static void RenameSectors(UpgradeDraft draft)
    {
        if (draft.Body["sectors"] is not JsonArray sectors) return;
        for (var at = 0; at < sectors.Count; at++)
        {
            if (UpgradeJson.AsText(sectors[at]) != "defence") continue;
            sectors[at] = "defense";
            draft.Report(
                "vocabulary-renamed",
                UpgradeChangeKind.Moved,
                $"/sectors/{at}",
                "defence",
                "defense",
                "the vocabulary spells the sector so",
                "STIX 2.1 §10.9");
        }
    }

    // 2.0 used one object for families and samples alike, described by text. Only one named by a digest is surely a
    // sample; a family said of a sample misleads less than the reverse, for it denies no relation to other samples.
    private static void DecideFamily(UpgradeDraft draft)
    {
        if (draft.Body.ContainsKey("is_family")) return;
        var isFamily = UpgradeJson.AsText(draft.Body["name"]) is { } name &&
            !(name.Length is 32 or 40 or 64 or 128 && name.All(char.IsAsciiHexDigit));
        draft.Put("name", "is_family", isFamily);
        draft.Report(
            "malware-family",
            UpgradeChangeKind.Assumed,
            "/is_family",
            null,
            isFamily,
            isFamily ? "a named malware is taken for a family" : "a malware named by a digest is taken for a sample",
            "STIX 2.1 §4.11");
    }

    private static List<Diagnostic> UpgradePattern(UpgradeDraft draft)
    {
        if (UpgradeJson.AsText(draft.Body["pattern"]) is not { } pattern || draft.Body.ContainsKey("pattern_type"))
        {
            return [];
        }

        var upgrade = PatternUpgrade.Of(pattern);
        if (upgrade.Errors.Count > 0)
        {
            return [.. upgrade.Errors.Select(found => new Diagnostic(
                found.Code, Severity.Error, "/pattern", 0, found.ToString(), found.Hint, found.Section))];
        }

        draft.Body["pattern"] = upgrade.Text;
        draft.Put("pattern", "pattern_type", "stix");
        if (!draft.Body.ContainsKey("pattern_version")) draft.Put("pattern_type", "pattern_version", upgrade.Version);
        draft.Report(
            "pattern-type",
            UpgradeChangeKind.Moved,
            "/pattern_type",
            null,
            "stix",
            "the indicator says the language of its pattern",
            "STIX 2.1 §4.7");
        foreach (var (code, kind, message) in upgrade.Notes)
        {
            draft.Report(code, kind, "/pattern", pattern, upgrade.Text, message, "STIX 2.1 §9");
        }

        return [];
    }

    // The four TLP 1.0 objects are fixed to the last property (§7.2.1.4), so whatever copy came, the original leaves.
    private static void FixTlp(UpgradeDraft draft)
    {
        var body = draft.Body;
        if (UpgradeJson.AsText(body["id"]) is not { } id || !KnownMarkings.TryGet(id, out var known) ||
            known is not { IsLegacy: true, Scheme: MarkingScheme.Tlp } ||
            UpgradeJson.AsText(body["definition_type"]) != "tlp" || body["definition"] is not JsonObject level ||
            level.Count != 1 || UpgradeJson.AsText(level["tlp"]) is not { } said ||
            !known.Label.Equals($"TLP:{said}", StringComparison.OrdinalIgnoreCase) || said.Any(char.IsAsciiLetterUpper))
        {
            return;
        }

        foreach (var name in body.Select(member => member.Key).ToList())
        {
            if (name is "type" or "spec_version" or "id" or "created" or "definition_type" or "definition") continue;
            if (name == "name" && UpgradeJson.AsText(body[name]) == known.Label) continue;
            var before = body[name]?.DeepClone();
            body.Remove(name);
            draft.Report(
                "marking-tlp-fixed",
                UpgradeChangeKind.Lost,
                $"/{Json.JsonPointer.Escape(name)}",
                before,
                null,
                $"`{name}` is not in the standard's object of {known.Label}",
                "STIX 2.1 §7.2.1.4");
        }

        body["created"] = "2017-01-20T00:00:00.000Z";
        if (body.ContainsKey("name")) return;
        draft.Put("definition_type", "name", known.Label);
        draft.Report(
            "marking-tlp-name",
            UpgradeChangeKind.Moved,
            "/name",
            null,
            known.Label,
            "the standard's object has a name",
            "STIX 2.1 §7.2.1.4");
    }
}
