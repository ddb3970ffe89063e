using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Entente.Stix.Json;

namespace Entente.Stix.Building;

/// <summary>Makes changes to the bytes of one object, one after the other. An edit that finds nothing to change is an
/// error: to pass over one in silence could leave content under the wrong marking.</summary>
internal sealed class EditRun(byte[] json, List<Diagnostic> faults)
{
    private const int DepthMax = 1000;

    /// <summary>Only depth counts while changes are made; what came of them is judged by the limits of the caller.
    /// </summary>
    private static readonly StixLimits Limits = StixLimits.Default with
    {
        ObjectBytesMax = int.MaxValue,
        PropertiesMax = int.MaxValue,
        ListItemsMax = int.MaxValue,
        StringBytesMax = int.MaxValue,
    };

    /// <summary>The object as it is now.</summary>
    public byte[] Json { get; private set; } = json;

    public void Apply(ObjectEdit edit)
    {
        if (FaultOf(Json) is { } fault)
        {
            // The same fault is reported once, however many edits follow.
            if (!faults.Contains(fault)) faults.Add(fault);
            return;
        }

        using var document = JsonDocument.Parse(Json, new JsonDocumentOptions { MaxDepth = DepthMax });
        var root = document.RootElement;
        var changes = edit.Kind switch
        {
            ObjectEditKind.Set => Set(root, edit.Steps, edit.Value),
            ObjectEditKind.Remove => Remove(root, edit.Steps),
            ObjectEditKind.AddMarking => AddMarking(root, edit.Marking.MarkingRef!),
            ObjectEditKind.RemoveMarking => RemoveMarking(root, edit.Marking.MarkingRef!),
            ObjectEditKind.AddGranularMarking => AddGranular(root, edit.Marking),
            _ => RemoveGranular(root, edit.Marking),
        };
        if (changes.Length > 0) Json = JsonEditor.Apply(Json, changes);
    }

    /// <summary>Why the editor could not read the text, which it takes for a mistake of its caller.</summary>
    private static Diagnostic? FaultOf(byte[] json)
    {
        using var tape = JsonTape.Read(json, Limits);
        return tape.Fault;
    }

    private JsonEdit[] Set(JsonElement root, string[] steps, StixValue value)
    {
        var pointer = PointerOf(steps);
        if (!StixValue.TryWrite(value, pointer, faults, out var written)) return [];
        var (holder, last) = (PointerOf(steps[..^1]), steps[^1]);
        if (Find(root, steps) is not null) return [JsonEdit.Replace(pointer, written)];
        var parent = Find(root, steps.AsSpan()[..^1]);
        if (parent is { ValueKind: JsonValueKind.Object }) return [JsonEdit.Add(holder, last, written)];
        if (parent is { ValueKind: JsonValueKind.Array } list && last == "-") return [Append(holder, list, written)];
        Missing(pointer);
        return [];
    }

    private JsonEdit[] Remove(JsonElement root, string[] steps)
    {
        var pointer = PointerOf(steps);
        if (Find(root, steps) is not null) return [JsonEdit.Remove(pointer)];
        Missing(pointer);
        return [];
    }

    private JsonEdit[] AddMarking(JsonElement root, string markingRef)
    {
        const string Name = "object_marking_refs";
        if (!StixValue.TryWrite(markingRef, $"/{Name}", faults, out var written)) return [];
        if (!Items(root, Name).Any(item => Is(item, markingRef))) return AddTo(root, Name, written);
        Present($"/{Name}", markingRef);
        return [];
    }

    private JsonEdit[] RemoveMarking(JsonElement root, string markingRef)
    {
        const string Name = "object_marking_refs";
        var items = Items(root, Name);
        int[] gone = [.. Enumerable.Range(0, items.Length).Where(index => Is(items[index], markingRef))];
        if (gone.Length == 0) Absent($"/{Name}", markingRef);
        return RemoveItems($"/{Name}", items.Length, gone);
    }

    private JsonEdit[] AddGranular(JsonElement root, GranularMarking marking)
    {
        const string Name = "granular_markings";
        var selectors = marking.Selectors.IsDefault ? [] : marking.Selectors;
        var marked = Items(root, Name).Where(item => IsSame(item, marking)).SelectMany(SelectorsOf).ToHashSet();
        ImmutableArray<string> fresh = [.. selectors.Where(selector => !marked.Contains(selector))];
        if (fresh.Length < selectors.Length) Present($"/{Name}", marking.MarkingRef ?? marking.Lang ?? "");
        if (fresh.IsEmpty && !selectors.IsEmpty) return [];
        var item = new OrderedDictionary<string, StixValue>();
        if (marking.Lang is not null) item["lang"] = marking.Lang;
        if (marking.MarkingRef is not null) item["marking_ref"] = marking.MarkingRef;
        item["selectors"] = StixValue.List([.. fresh.Select(selector => (StixValue)selector)]);
        return StixValue.TryWrite(item, $"/{Name}", faults, out var written) ? AddTo(root, Name, written) : [];
    }

    private JsonEdit[] RemoveGranular(JsonElement root, GranularMarking marking)
    {
        const string Name = "granular_markings";
        var items = Items(root, Name);
        var wanted = marking.Selectors.IsDefault ? [] : marking.Selectors.ToHashSet();
        var found = new HashSet<string>();
        var gone = new List<int>();
        var inside = new List<JsonEdit>();
        for (var index = 0; index < items.Length; index++)
        {
            if (!IsSame(items[index], marking)) continue;
            var selectors = SelectorsOf(items[index]).ToList();
            int[] hit = [.. Enumerable.Range(0, selectors.Count).Where(
                at => wanted.Count == 0 || wanted.Contains(selectors[at]))];
            found.UnionWith(hit.Select(at => selectors[at]));
            if (hit.Length == selectors.Count) gone.Add(index);
            else inside.AddRange(hit.Select(at => JsonEdit.Remove($"/{Name}/{index}/selectors/{at}")));
        }

        var subject = marking.MarkingRef ?? marking.Lang ?? "";
        if (found.Count == 0) Absent($"/{Name}", subject);
        else foreach (var selector in wanted.Except(found)) Absent($"/{Name}", $"{subject} {selector}");
        return [.. RemoveItems($"/{Name}", items.Length, [.. gone]), .. inside];
    }

    /// <summary>A list that would be left empty goes as a whole (§2.12).</summary>
    private static JsonEdit[] RemoveItems(string pointer, int count, int[] gone) => gone.Length == count && count > 0
        ? [JsonEdit.Remove(pointer)]
        : [.. gone.Select(index => JsonEdit.Remove($"{pointer}/{index}"))];

    private JsonEdit[] AddTo(JsonElement root, string name, byte[] item)
    {
        switch (Find(root, [name]))
        {
            case null:
                return [JsonEdit.Add("", name, (byte[])[(byte)'[', .. item, (byte)']'])];
            case { ValueKind: JsonValueKind.Array } list:
                return [Append($"/{name}", list, item)];
            default:
                Report(Severity.Error, "edit-target", $"/{name}", $"`{name}` is not a list", "take it out first");
                return [];
        }
    }

    /// <summary>The items that are there keep their bytes.</summary>
    private static JsonEdit Append(string pointer, JsonElement list, byte[] item)
    {
        var kept = JsonMarshal.GetRawUtf8Value(list)[..^1].TrimEnd(" \t\r\n"u8);
        byte[] comma = list.GetArrayLength() > 0 ? [(byte)','] : [];
        return JsonEdit.Replace(pointer, (byte[])[.. kept, .. comma, .. item, (byte)']']);
    }

    private static JsonElement[] Items(JsonElement root, string name) =>
        Find(root, [name]) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static IEnumerable<string> SelectorsOf(JsonElement marking) =>
        Items(marking, "selectors").Where(item => item.ValueKind == JsonValueKind.String)
            .Select(item => item.GetString()!);

    private static bool IsSame(JsonElement item, GranularMarking marking) =>
        Holds(item, "marking_ref", marking.MarkingRef) && Holds(item, "lang", marking.Lang);

    private static bool Holds(JsonElement item, string name, string? text) =>
        Find(item, [name]) is { } value ? text is not null && Is(value, text) : text is null;

    private static bool Is(JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    private static string PointerOf(IEnumerable<string> steps) => steps.Aggregate("", JsonPointer.Append);

    private static JsonElement? Find(JsonElement element, ReadOnlySpan<string> steps)
    {
        foreach (var step in steps)
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(step, out var member))
            {
                element = member;
            }
            else if (element.ValueKind == JsonValueKind.Array && IsIndex(step, out var index) &&
                index < element.GetArrayLength())
            {
                element = element[index];
            }
            else
            {
                return null;
            }
        }

        return element;
    }

    private static bool IsIndex(string step, out int index) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out index) &&
        (step.Length == 1 || step[0] != '0');

    private void Missing(string pointer) => Report(
        Severity.Error, "edit-target", pointer, $"there is nothing at `{pointer}`", "name what is there");

    private void Absent(string pointer, string marking) => Report(
        Severity.Error, "marking-absent", pointer, $"the object has no marking `{marking}`", "name one that it has");

    private void Present(string pointer, string marking) => Report(
        Severity.Warning, "marking-present", pointer, $"the object has the marking `{marking}` already", null);

    private void Report(Severity severity, string code, string pointer, string message, string? hint) =>
        faults.Add(new Diagnostic(code, severity, pointer, 0, message, hint));
}
