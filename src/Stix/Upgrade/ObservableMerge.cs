using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Entente.Stix.Upgrade;

/// <summary>
/// Brings together what several sources say of one cyber-observable. Nothing that one of them says is lost, no
/// restriction of any of them either, and the order in which they came plays no part.
/// </summary>
internal static class ObservableMerge
{
    private const string AlsoPrefix = $"{Changes21.KeptPrefix}also_";
    private const string Section = "STIX 2.1 §2.9";

    // What these say hangs together: a message that is not in parts has no list of them (§6.6).
    private static readonly string[] MessageBody = ["body", "body_multipart"];

    /// <summary>
    /// One object out of several with the same id. What sources differ in is kept as far as the limits of one object
    /// go; beyond them it is reported as lost, and the markings stay all the same.
    /// </summary>
    /// <param name="variants">The objects; at least one, none twice.</param>
    /// <param name="changes">Takes what was changed.</param>
    /// <param name="limits">What one object may cost.</param>
    public static ReadOnlyMemory<byte> Of(
        IReadOnlyList<ReadOnlyMemory<byte>> variants, List<UpgradeChange> changes, StixLimits limits)
    {
        if (variants.Count == 1) return variants[0];
        var before = changes.Count;
        var whole = Merge(variants, UpgradeChangeKind.Kept, changes);
        if (StixReader.Read(whole, limits).Object is not null) return whole;
        changes.RemoveRange(before, changes.Count - before);
        return Merge(variants, UpgradeChangeKind.Lost, changes);
    }

    private static ReadOnlyMemory<byte> Merge(
        IReadOnlyList<ReadOnlyMemory<byte>> variants, UpgradeChangeKind differing, List<UpgradeChange> changes)
    {
        var bodies = variants.Select(UpgradeJson.Parse)
            .OrderBy(body => Convert.ToHexString(UpgradeJson.Canonical(body)), StringComparer.Ordinal).ToList();
        var merged = new JsonObject();
        foreach (var name in (string[])["type", "spec_version", "id"])
        {
            if (bodies.Find(body => body.ContainsKey(name)) is { } body) merged[name] = body[name]?.DeepClone();
        }

        var widened = MergeProperties(bodies, merged, differing, changes);
        MergeMarkings(bodies, merged, changes);
        MergeGranular(bodies, merged, widened);
        var canonical = UpgradeJson.Canonical(merged);
        foreach (var variant in variants)
        {
            if (UpgradeJson.Canonical(UpgradeJson.Parse(variant)).AsSpan().SequenceEqual(canonical)) return variant;
        }

        return UpgradeJson.Write(merged);
    }

    /// <summary>Leaves out what is there byte for byte already.</summary>
    public static List<ReadOnlyMemory<byte>> Distinct(IEnumerable<ReadOnlyMemory<byte>> variants)
    {
        var distinct = new List<ReadOnlyMemory<byte>>();
        foreach (var variant in variants)
        {
            if (!distinct.Exists(known => known.Span.SequenceEqual(variant.Span))) distinct.Add(variant);
        }

        return distinct;
    }

    /// <summary>Merges all but head and markings.</summary>
    /// <returns>The properties that have another shape now, and where their content is.</returns>
    private static Dictionary<string, string[]> MergeProperties(
        List<JsonObject> bodies, JsonObject merged, UpgradeChangeKind differing, List<UpgradeChange> changes)
    {
        var widened = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var names = bodies.SelectMany(body => body.Select(member => NameOf(member.Key)))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var isMultipart = bodies.Where(body => body.ContainsKey("is_multipart"))
            .Select(body => UpgradeJson.Text(body["is_multipart"])).Order(StringComparer.Ordinal).FirstOrDefault();
        foreach (var name in names)
        {
            if (merged.ContainsKey(name) || name is "object_marking_refs" or "granular_markings") continue;
            var all = Ordered(bodies.SelectMany(body => Values(body, name)));
            if (all.Count > 1 && name.EndsWith("_refs", StringComparison.Ordinal) && AllTexts(all) is { } ids)
            {
                merged[name] = UpgradeJson.ListOf(ids);
                widened[name] = [name];
                continue;
            }

            var fitting = MessageBody.Contains(name) ? Ordered(bodies
                .Where(body => body.ContainsKey(name) && UpgradeJson.Text(body["is_multipart"]) == isMultipart)
                .Select(body => body[name])) : all;
            if (fitting.Count > 0) merged[name] = fitting[0]?.DeepClone();
            var others = all.Where(value => fitting.Count == 0 || !IsSame(value, fitting[0])).ToList();
            if (others.Count == 0) continue;
            if (differing == UpgradeChangeKind.Kept) merged[AlsoNameOf(name)] = ListOf(others);
            Report(merged, name, others, differing, changes);
            widened[name] = [.. ((string[])[name, AlsoNameOf(name)]).Where(merged.ContainsKey)];
        }

        return widened;
    }

    // References stay recognisable by the end of the name, so that who withholds their targets finds them.
    private static string AlsoNameOf(string name) => name switch
    {
        _ when name.EndsWith("_ref", StringComparison.Ordinal) => $"{AlsoPrefix}{name}s",
        _ when name.EndsWith("_refs", StringComparison.Ordinal) => $"{AlsoPrefix}{name}_lists",
        _ => AlsoPrefix + name,
    };

    /// <summary>The name of the property whose values a property holds.</summary>
    private static string NameOf(string name)
    {
        if (!name.StartsWith(AlsoPrefix, StringComparison.Ordinal)) return name;
        var plain = name[AlsoPrefix.Length..];
        return plain.EndsWith("_refs_lists", StringComparison.Ordinal) ? plain[..^"_lists".Length]
            : plain.EndsWith("_refs", StringComparison.Ordinal) ? plain[..^1] : plain;
    }

    /// <summary>The values that one object has for a property, those of an earlier merge included.</summary>
    private static IEnumerable<JsonNode?> Values(JsonObject body, string name)
    {
        if (body.ContainsKey(name)) yield return body[name];
        foreach (var value in body[AlsoNameOf(name)] as JsonArray ?? []) yield return value;
    }

    private static JsonArray ListOf(List<JsonNode?> values) => new([.. values.Select(value => value?.DeepClone())]);

    private static List<JsonNode?> Ordered(IEnumerable<JsonNode?> values) => [.. values
        .Select(value => (Value: value, Text: Convert.ToHexString(UpgradeJson.Canonical(value))))
        .DistinctBy(one => one.Text).OrderBy(one => one.Text, StringComparer.Ordinal).Select(one => one.Value)];

    private static bool IsSame(JsonNode? left, JsonNode? right) =>
        UpgradeJson.Canonical(left).AsSpan().SequenceEqual(UpgradeJson.Canonical(right));

    private static List<string>? AllTexts(List<JsonNode?> values)
    {
        var lists = values.Select(UpgradeJson.AsTexts).ToList();
        if (lists.Contains(null)) return null;
        return [.. lists.SelectMany(list => list!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static void Report(
        JsonObject merged,
        string name,
        List<JsonNode?> others,
        UpgradeChangeKind differing,
        List<UpgradeChange> changes) => changes.Add(new UpgradeChange(
            "observable-differs",
            differing,
            $"/{Json.JsonPointer.Escape(name)}",
            UpgradeJson.Text(ListOf(others)),
            merged.ContainsKey(name) ? UpgradeJson.Text(merged[name]) : null,
            differing == UpgradeChangeKind.Kept
                ? $"sources differ in `{name}`; what the others say is kept as `{AlsoNameOf(name)}`"
                : $"sources differ in `{name}`, and what the others say is over the limits of one object",
            Section));

    private static void MergeMarkings(List<JsonObject> bodies, JsonObject merged, List<UpgradeChange> changes)
    {
        var sets = bodies.Select(body => UpgradeJson.AsTexts(body["object_marking_refs"]) ?? []).ToList();
        var all = sets.SelectMany(set => set).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (all.Count == 0) return;
        merged["object_marking_refs"] = UpgradeJson.ListOf(all);
        if (sets.TrueForAll(set => set.Count == all.Count)) return;
        changes.Add(new UpgradeChange(
            "markings-merged",
            UpgradeChangeKind.Moved,
            "/object_marking_refs",
            UpgradeJson.Text(new JsonArray([.. sets.Select(set => (JsonNode?)UpgradeJson.ListOf(set))])),
            UpgradeJson.Text(merged["object_marking_refs"]),
            sets.Exists(set => set.Count == 0)
                ? "sources mark it differently, one not at all; the object takes every marking"
                : "sources mark it differently; the object takes every marking",
            "STIX 2.1 §7.2.2"));
    }

    // Places in a list that was merged mean nothing any more, so the marking widens to the list.
    private static void MergeGranular(
        List<JsonObject> bodies, JsonObject merged, Dictionary<string, string[]> widened)
    {
        var all = new HashSet<(string Marking, string Lang, string Selector)>();
        foreach (var marking in bodies.Select(body => body["granular_markings"]).OfType<JsonArray>()
            .SelectMany(list => list).OfType<JsonObject>())
        {
            var reference = UpgradeJson.AsText(marking["marking_ref"]) ?? "";
            var lang = UpgradeJson.AsText(marking["lang"]) ?? "";
            foreach (var selector in UpgradeJson.AsTexts(marking["selectors"]) ?? [])
            {
                var name = NameOf(selector.Split('.')[0]);
                foreach (var to in widened.GetValueOrDefault(name) ?? [selector]) all.Add((reference, lang, to));
            }
        }

        if (all.Count == 0) return;
        merged["granular_markings"] = new JsonArray([.. all
            .OrderBy(one => $"{one.Marking} {one.Lang} {one.Selector}", StringComparer.Ordinal)
            .GroupBy(one => (one.Marking, one.Lang)).Select(group =>
        {
            var marking = new JsonObject();
            if (group.Key.Marking.Length > 0) marking["marking_ref"] = group.Key.Marking;
            if (group.Key.Lang.Length > 0) marking["lang"] = group.Key.Lang;
            marking["selectors"] = UpgradeJson.ListOf(group.Select(one => one.Selector));
            return (JsonNode?)marking;
        })]);
    }
}
