using System.Text.Json.Nodes;
using Entente.Stix.Json;

namespace Entente.Stix.Upgrade;

/// <summary>
/// Turns the dictionary of observed data into objects of their own (STIX 2.0 part 2 §2.8, STIX 2.1 §4.14).
/// </summary>
internal sealed class ObservedDataUpgrade
{
    private const string Section = "STIX 2.1 §4.14";

    private readonly UpgradeDraft _observed;
    private readonly List<UpgradeChange> _changes;
    private readonly StixLimits _limits;
    private readonly Dictionary<string, UpgradeDraft> _drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode> _originals = new(StringComparer.Ordinal);

    /// <summary>The key of the image that was made for a process, by the key of the process.</summary>
    private readonly Dictionary<string, string> _images = new(StringComparer.Ordinal);

    public ObservedDataUpgrade(UpgradeDraft observed, List<UpgradeChange> changes, StixLimits limits)
    {
        _observed = observed;
        _changes = changes;
        _limits = limits;
    }

    /// <summary>The objects, in the order of the dictionary.</summary>
    public IEnumerable<UpgradeDraft> Observables => _drafts.Values;

    /// <summary>Does it; diagnostics if it cannot be done.</summary>
    public List<Diagnostic> Apply()
    {
        if (_observed.Body["objects"] is not JsonObject { Count: > 0 } dictionary) return [NoDictionary()];
        var found = Read(dictionary);
        if (found.Count > 0) return found;
        foreach (var draft in _drafts.Values) ObservableUpgrade.Apply(draft);
        foreach (var (key, draft) in _drafts.ToList())
        {
            if (draft.Type == "process") PlaceName(key, draft);
        }

        foreach (var draft in _drafts.Values) CustomNames.Settle(draft, Probe, _limits);
        foreach (var draft in _drafts.Values) MarkingUpgrade.Distribute(draft, draft.Find);
        new ObservableNames(_drafts, UpgradeJson.AsText(_observed.Body["id"]) ?? "").Assign(_originals);
        foreach (var draft in _drafts.Values) Resolve(draft, found);
        if (found.Count > 0) return found;
        ReplaceDictionary(dictionary);
        CarryMarkings();
        return [];
    }

    /// <summary>Where a path of the observed data leads now.</summary>
    public IEnumerable<(UpgradeDraft Object, string[] Path)> Find(string[] path)
    {
        if (path[0] != "objects" || _drafts.Count == 0) return _observed.Find(path);
        if (path.Length == 1)
        {
            return [(_observed, ["object_refs"]), .. _drafts.Values.Select(draft => (draft, Array.Empty<string>()))];
        }

        var key = path[1];
        if (path.Length > 2) return _drafts[key].Find(path[2..]);

        // The whole object: its place in the list tells its id, which tells its content.
        return [.. _drafts[key].Find([]), .. PlacesOf(key).Select(at => (_observed, (string[])["object_refs", at]))];
    }

    private static Diagnostic NoDictionary() => new(
        "observed-data-objects",
        Severity.Error,
        "/objects",
        0,
        "there is no dictionary of cyber-observables, or it is empty",
        "give `objects` one object at least",
        "STIX 2.0 part 2 §2.8");

    private IEnumerable<string> PlacesOf(string key)
    {
        var ids = UpgradeJson.AsTexts(_observed.Body["object_refs"])!;
        yield return $"[{ids.IndexOf(_drafts[key].Id)}]";
        if (_images.TryGetValue(key, out var image)) yield return $"[{ids.IndexOf(_drafts[image].Id)}]";
    }

    private List<Diagnostic> Read(JsonObject dictionary)
    {
        var found = new List<Diagnostic>();
        foreach (var (key, value) in dictionary)
        {
            var pointer = JsonPointer.Append("/objects", key);
            if (value is JsonObject body && UpgradeJson.AsText(body["type"]) is { } type && StixId.IsTypeName(type))
            {
                _originals[key] = value.DeepClone();
                var copy = value.DeepClone().AsObject();
                _drafts[key] = new UpgradeDraft(type, copy, pointer, _changes) { IsObservable = true };
                continue;
            }

            found.Add(new Diagnostic(
                "observable-form",
                Severity.Error,
                pointer,
                0,
                $"`{key}` is not a cyber-observable object with a lawful `type`",
                "write an object with a `type`",
                "STIX 2.0 part 3 §2.1"));
        }

        return found;
    }

    /// <summary>
    /// A process has no name in 2.1; its image has one (§6.13, <c>command_line</c>). If nothing is known of the image
    /// but that name, it becomes a file of that name.
    /// </summary>
    private void PlaceName(string key, UpgradeDraft process)
    {
        const string Section = "STIX 2.1 §6.13";
        var name = UpgradeJson.AsText(process.Body["name"]);
        var reference = UpgradeJson.AsText(process.Body["image_ref"]);
        if (name is null || process.Body.ContainsKey("image_ref"))
        {
            var image = reference is null ? null : _drafts.GetValueOrDefault(reference);
            if (name is null || image is null || UpgradeJson.AsText(image.Body["name"]) != name)
            {
                process.Keep("name", Section);
                ObservableUpgrade.CompleteProcess(process, name);
                return;
            }

            process.Body.Remove("name");
            process.FollowTo(["name"], (process, ["image_ref"]), (image, ["name"]));
        }
        else
        {
            // No key of a dictionary has this character, so nothing else can be meant.
            var imageKey = $"{key}\u0000image";
            var body = new JsonObject { ["type"] = "file", ["name"] = name };
            var image = new UpgradeDraft("file", body, process.Prefix, _changes) { IsObservable = true };
            _drafts[imageKey] = image;
            _images[key] = imageKey;
            process.Body.Remove("name");
            process.Put("type", "image_ref", imageKey);
            process.FollowTo(["name"], (process, ["image_ref"]), (image, ["name"]));
        }

        process.Report(
            "process-name-to-image",
            UpgradeChangeKind.Moved,
            "/name",
            name,
            null,
            "the name of the process is the name of its image",
            Section);
    }

    /// <summary>The object as it would be validated, every id filled with one of its type.</summary>
    private JsonObject Probe(UpgradeDraft draft)
    {
        var probe = MarkingUpgrade.Finish(draft, $"{draft.Type}--{CustomNames.AnyUuid}");
        LocalReferences.Resolve(
            probe, key => _drafts.TryGetValue(key, out var to) ? $"{to.Type}--{CustomNames.AnyUuid}" : null);
        return probe;
    }

    private void Resolve(UpgradeDraft draft, List<Diagnostic> found) => LocalReferences.Resolve(
        draft.Body,
        key => _drafts.GetValueOrDefault(key)?.Id,
        (pointer, key) =>
        {
            // What a custom property means is its producer's affair, and an id is one already.
            if (pointer.StartsWith("/x_", StringComparison.Ordinal) || StixId.IsValid(key)) return;
            found.Add(new Diagnostic(
                "reference-dangling",
                Severity.Error,
                draft.Prefix + pointer,
                0,
                $"`{key}` names no object of the observed data",
                "name a key of `objects`",
                "STIX 2.0 part 3 §2.2"));
        });

    private void ReplaceDictionary(JsonObject dictionary)
    {
        // Two keys with one content have one id.
        var ids = _drafts.Values.Select(draft => draft.Id).Distinct(StringComparer.Ordinal).ToList();
        foreach (var draft in _drafts.Values)
        {
            draft.Report(
                "observable-extracted",
                UpgradeChangeKind.Moved,
                "",
                draft.Type,
                draft.Id,
                "the object stands by itself",
                Section);
        }

        _observed.Keep("object_refs", Section);
        _observed.Replace("objects", "object_refs", UpgradeJson.ListOf(ids));
        _observed.Report(
            "objects-to-refs",
            UpgradeChangeKind.Moved,
            "/objects",
            UpgradeJson.ListOf(_originals.Keys),
            _observed.Body["object_refs"],
            $"{dictionary.Count} observables are objects of their own now",
            Section);
    }

    /// <summary>What restricts the observed data restricts what stood in it.</summary>
    private void CarryMarkings()
    {
        if (UpgradeJson.AsTexts(_observed.Body["object_marking_refs"]) is not { } markings) return;
        foreach (var draft in _drafts.Values)
        {
            draft.Markings.AddRange(markings);
            draft.Report(
                "markings-carried",
                UpgradeChangeKind.Moved,
                "",
                null,
                _observed.Body["object_marking_refs"],
                "the markings of the observed data are on the object too",
                "STIX 2.1 §7.2.2");
        }
    }
}
