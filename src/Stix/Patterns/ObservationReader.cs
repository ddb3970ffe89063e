using System.Collections.Frozen;
using System.Text.Json;

namespace Entente.Stix.Patterns;

/// <summary>Turns bundles and observed-data objects into <see cref="Observation"/>s.</summary>
internal sealed class ObservationReader(PatternLimits limits)
{
    /// <summary>Types that are no observables: a pattern looks at cyber observables only (STIX 2.1 §9.7).</summary>
    private static readonly FrozenSet<string> OtherTypes = FrozenSet.Create(
        StringComparer.Ordinal,
        "attack-pattern", "bundle", "campaign", "course-of-action", "extension-definition", "grouping", "identity",
        "incident", "indicator", "infrastructure", "intrusion-set", "language-content", "location", "malware",
        "malware-analysis", "marking-definition", "note", "observed-data", "opinion", "relationship", "report",
        "threat-actor", "tool", "sighting", "vulnerability");

    private readonly Dictionary<string, JsonElement> _known = new(StringComparer.Ordinal);
    private readonly List<JsonElement> _observed = [];

    public List<Observation> Observations { get; } = [];

    /// <summary>Reads all inputs; gives the first fault or null.</summary>
    public PatternDiagnostic? Read(IEnumerable<JsonElement> inputs)
    {
        try
        {
            foreach (var input in inputs) Collect(input);
            foreach (var observed in _observed) Observations.Add(ReadOne(observed));
            return null;
        }
        catch (PatternFault fault)
        {
            return fault.ToDiagnostic();
        }
    }

    private void Collect(JsonElement input)
    {
        var type = TypeOf(input);
        if (type == "bundle" && input.TryGetProperty("objects", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in list.EnumerateArray())
            {
                if (TypeOf(item) == "observed-data") Add(item);
                else if (TextOf(item, "id") is { } id) _known[id] = item;
            }
        }
        else if (type == "observed-data" || HasDictionary(input))
        {
            // Containers older than STIX 2.0 carry the same dictionary under other type names.
            Add(input);
        }
        else
        {
            throw new PatternFault("observation-type", "the input is neither a bundle nor an observed-data object");
        }
    }

    private static bool HasDictionary(JsonElement input) => input.ValueKind == JsonValueKind.Object
        && input.TryGetProperty("objects", out var objects) && objects.ValueKind == JsonValueKind.Object;

    private void Add(JsonElement observed)
    {
        if (_observed.Count == limits.ObservationsMax)
        {
            throw new PatternFault("observation-limit", $"there are more than {limits.ObservationsMax} observations");
        }

        _observed.Add(observed);
    }

    private Observation ReadOne(JsonElement observed)
    {
        var first = InstantOf(observed, "first_observed");
        var last = InstantOf(observed, "last_observed");
        if (last < first) throw new PatternFault("observation-time", "`last_observed` is before `first_observed`");
        if (!observed.TryGetProperty("number_observed", out var number)
            || number.ValueKind != JsonValueKind.Number || !number.TryGetInt64(out var times) || times < 1)
        {
            throw new PatternFault(
                "observation-number", "`number_observed` is no integer above zero", null, "STIX 2.1 §4.14");
        }

        var byType = new Dictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        var id = TextOf(observed, "id");
        if (observed.TryGetProperty("object_refs", out var references) && references.ValueKind == JsonValueKind.Array)
        {
            // What is not listed counts as not found, also where a listed object refers to it (STIX 2.1 §9.7.4).
            var listed = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var reference in references.EnumerateArray())
            {
                if (JsonText.Of(reference) is not { } target || !_known.TryGetValue(target, out var found)) continue;
                if (listed.TryAdd(target, found)) Sort(byType, found);
            }

            return new Observation(id, first, last, times, byType, listed);
        }

        if (!observed.TryGetProperty("objects", out var objects) || objects.ValueKind != JsonValueKind.Object)
        {
            throw new PatternFault(
                "observation-objects", "the observed-data object has neither `object_refs` nor `objects`", null,
                "STIX 2.1 §4.14");
        }

        var known = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var item in objects.EnumerateObject())
        {
            known[item.Name] = item.Value;
            Sort(byType, item.Value);
        }

        return new Observation(id, first, last, times, byType, known);
    }

    private static void Sort(Dictionary<string, List<JsonElement>> byType, JsonElement item)
    {
        if (TypeOf(item) is not { } type || OtherTypes.Contains(type)) return;
        if (!byType.TryGetValue(type, out var list)) byType.Add(type, list = []);
        list.Add(item);
    }

    private static decimal InstantOf(JsonElement observed, string property)
    {
        if (TextOf(observed, property) is { } text && PatternInstant.TryParse(text, out var instant))
        {
            return instant.Seconds;
        }

        throw new PatternFault("observation-time", $"`{property}` is no timestamp", null, "STIX 2.1 §4.14");
    }

    private static string? TypeOf(JsonElement item) => TextOf(item, "type");

    private static string? TextOf(JsonElement item, string property) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(property, out var value)
            ? JsonText.Of(value)
            : null;
}
