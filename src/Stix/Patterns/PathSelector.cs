using System.Text.Json;

namespace Entente.Stix.Patterns;

/// <summary>
/// Follows an object path from an object to the values it leads to (STIX 2.1 §9.7). A property that ends in
/// <c>_ref</c> or <c>_refs</c> with more path behind it leads to the objects referred to; at the end of the path it is
/// its own value. Targets reached twice count once, so that circles of references cost no more than the objects.
/// </summary>
internal sealed class PathSelector(ObjectPath path)
{
    public List<JsonElement> Select(JsonElement root, Observation observation)
    {
        var reached = new List<JsonElement> { root };
        var areReferences = false;
        for (var i = 0; i < path.Steps.Count && reached.Count > 0; i++)
        {
            var step = path.Steps[i];
            var isLast = i == path.Steps.Count - 1;
            reached = Step(reached, step);
            if (isLast) break;
            if (step.Kind == PathStepKind.Key)
            {
                areReferences = step.Name.EndsWith("_refs", StringComparison.Ordinal);
                if (step.Name.EndsWith("_ref", StringComparison.Ordinal)) reached = Follow(reached, observation);
            }
            else if (areReferences)
            {
                areReferences = false;
                reached = Follow(reached, observation);
            }
        }

        return reached;
    }

    private static List<JsonElement> Step(List<JsonElement> from, PathStep step)
    {
        var reached = new List<JsonElement>(from.Count);
        foreach (var element in from)
        {
            if (step.Kind == PathStepKind.Key)
            {
                if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(step.Name, out var value))
                {
                    reached.Add(value);
                }
            }
            else if (element.ValueKind != JsonValueKind.Array) continue;
            else if (step.Kind == PathStepKind.AnyIndex) reached.AddRange(element.EnumerateArray());
            else if (step.Index >= 0 && step.Index < element.GetArrayLength()) reached.Add(element[step.Index]);
        }

        return reached;
    }

    private static List<JsonElement> Follow(List<JsonElement> from, Observation observation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var reached = new List<JsonElement>(from.Count);
        foreach (var element in from)
        {
            if (JsonText.Of(element) is not { } id) continue;
            if (seen.Add(id) && observation.Known.TryGetValue(id, out var target)) reached.Add(target);
        }

        return reached;
    }
}
