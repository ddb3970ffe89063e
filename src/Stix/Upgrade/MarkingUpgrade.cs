using System.Text.Json.Nodes;

namespace Entente.Stix.Upgrade;

/// <summary>
/// Lets granular markings follow what they mark (STIX 2.1 §7.2.3). Where a part cannot be named any more, the whole
/// object takes the marking: a restriction may grow, and is never lost.
/// </summary>
internal static class MarkingUpgrade
{
    private const string Section = "STIX 2.1 §7.2.3";

    /// <summary>Reads the granular markings of an object and lays them where they belong now.</summary>
    public static void Distribute(
        UpgradeDraft draft, Func<string[], IEnumerable<(UpgradeDraft Object, string[] Path)>> find)
    {
        if (draft.Body["granular_markings"] is not JsonArray markings) return;
        if (!markings.All(IsSound)) return;
        var isMoved = draft.IsObservable;
        for (var at = 0; at < markings.Count; at++)
        {
            var marking = markings[at]!;
            var selectors = UpgradeJson.AsTexts(marking["selectors"])!;
            var (reference, lang) = (UpgradeJson.AsText(marking["marking_ref"]), UpgradeJson.AsText(marking["lang"]));
            for (var index = 0; index < selectors.Count; index++)
            {
                var path = Selectors.Split(selectors[index]).ToArray();
                var places = find(path).ToList();
                foreach (var (target, to) in places) Lay(target, reference, lang, to);
                if (places is [var (only, same)] && only == draft && same.SequenceEqual(path)) continue;
                isMoved = true;
                Report(draft, $"/granular_markings/{at}/selectors/{index}", selectors[index], places);
            }
        }

        // What stays as it was is not written anew.
        if (isMoved) draft.Body.Remove("granular_markings");
        else draft.Granular.Clear();
    }

    /// <summary>The finished object: an observable with its id in front, markings behind.</summary>
    public static JsonObject Finish(UpgradeDraft draft, string id)
    {
        var finished = draft.Body;
        if (draft.IsObservable)
        {
            finished = new JsonObject { ["type"] = draft.Type, ["spec_version"] = "2.1", ["id"] = id };
            foreach (var (name, value) in draft.Body)
            {
                if (name != "type") finished[name] = value?.DeepClone();
            }
        }

        if (draft.Markings.Count > 0) AddMarkings(draft, finished);
        if (draft.Granular.Count > 0 && !finished.ContainsKey("granular_markings"))
        {
            finished["granular_markings"] = GranularOf(draft);
        }

        return finished;
    }

    // What is not sound stays as it is, and whoever judges the result refuses it.
    private static bool IsSound(JsonNode? marking) =>
        marking is JsonObject body && UpgradeJson.AsTexts(body["selectors"]) is { } selectors &&
        selectors.TrueForAll(selector => !Selectors.Split(selector).IsEmpty);

    private static void Lay(UpgradeDraft target, string? marking, string? lang, string[] path)
    {
        if (path.Length > 0) target.Granular.Add((marking, lang, path));
        else if (marking is not null) target.Markings.Add(marking);
        else
        {
            // A language is no property of an observable, so it is said of each part.
            foreach (var (name, _) in target.Body)
            {
                if (name != "type") target.Granular.Add((null, lang, [name]));
            }
        }
    }

    private static void AddMarkings(UpgradeDraft draft, JsonObject finished)
    {
        var all = UpgradeJson.AsTexts(finished["object_marking_refs"]) ?? [];
        var more = draft.Markings.Except(all, StringComparer.Ordinal).ToList();
        if (more.Count == 0) return;
        finished["object_marking_refs"] = UpgradeJson.ListOf([.. all, .. more]);
    }

    private static JsonArray GranularOf(UpgradeDraft draft) => new([.. draft.Granular
        .GroupBy(marking => (marking.Marking, marking.Lang)).Select(group =>
        {
            var marking = new JsonObject();
            if (group.Key.Marking is { } reference) marking["marking_ref"] = reference;
            if (group.Key.Lang is { } lang) marking["lang"] = lang;
            marking["selectors"] = UpgradeJson.ListOf(group.Select(one => string.Join('.', one.Path)).Distinct());
            return (JsonNode?)marking;
        })]);

    private static void Report(
        UpgradeDraft draft, string pointer, string selector, List<(UpgradeDraft Object, string[] Path)> places)
    {
        var now = places.Select(place => (place.Object == draft ? "" : place.Object.Id + " ") +
            (place.Path.Length == 0 ? "object_marking_refs" : string.Join('.', place.Path)));
        draft.Report(
            "selector-moved",
            UpgradeChangeKind.Moved,
            pointer,
            selector,
            UpgradeJson.ListOf(now.Distinct()),
            "the marking follows what it marks",
            Section);
    }
}
