using System.Text.Json.Nodes;

namespace Entente.Tests.Stix.Validation;

/// <summary>Every small change of an object that a careless producer could make, always the same ones.</summary>
internal static class ObjectMutations
{
    private static readonly Func<JsonNode?>[] Others =
    [
        () => null, () => true, () => 7, () => 1.5, () => "", () => "other", () => new JsonArray(),
        () => new JsonArray(7), () => new JsonObject(), () => new JsonObject { ["other"] = "other" },
    ];

    /// <summary>All changes: what was done, and the object then.</summary>
    public static IEnumerable<(string What, string Json)> Of(JsonObject source)
    {
        foreach (var (place, value) in Places(source, ""))
        {
            yield return ($"{place} removed", Changed(source, place, node => Remove(node)));
            foreach (var other in Others)
            {
                var text = other()?.ToJsonString() ?? "null";
                yield return ($"{place} = {text}", Changed(source, place, node => Replace(node, other())));
            }

            if (value is not JsonValue leaf || !leaf.TryGetValue<string>(out var said)) continue;
            foreach (var text in Texts(said))
            {
                yield return ($"{place} = \"{text}\"", Changed(source, place, node => Replace(node, text)));
            }
        }

        foreach (var name in new[] { "x_other", "x", "Upper", "with space", "action", "other_hex", "other_bin" })
        {
            var copy = source.DeepClone().AsObject();
            copy[name] = "other";
            yield return ($"/{name} added", copy.ToJsonString());
        }
    }

    private static IEnumerable<string> Texts(string said)
    {
        if (said.Length > 300) yield break;
        if (said.Contains("--", StringComparison.Ordinal) && said.Length > 38)
        {
            yield return said.ToUpperInvariant();
            yield return said[..^1];
            yield return $"{said[..^36]}00000000-0000-0000-0000-000000000000";
            yield return $"other--{said[^36..]}";
            yield return $"{said[..^36]}f81d4fae-7dec-61d0-a765-00a0c91e6bf6";
        }
        else if (said.EndsWith('Z') && said.Contains('T', StringComparison.Ordinal))
        {
            yield return "2020-01-02T03:04:05Z";
            yield return "2020-01-02T03:04:05.1234567891Z";
            yield return "2020-02-30T00:00:00.000Z";
            yield return "2020-01-02T25:00:00.000Z";
            yield return "2020-01-02T03:04:05.000+00:00";
            yield return "1900-01-01T00:00:00.000Z";
            yield return "2099-01-01T00:00:00.000Z";
            yield return "2020-01-02";
        }
        else
        {
            yield return said.ToUpperInvariant();
            yield return $"{said} other";
        }
    }

    private static IEnumerable<(string Place, JsonNode? Value)> Places(JsonNode? node, string at)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                yield return ($"{at}/{name}", value);
                foreach (var inner in Places(value, $"{at}/{name}")) yield return inner;
            }
        }
        else if (node is JsonArray { Count: > 0 } items)
        {
            yield return ($"{at}/0", items[0]);
            foreach (var inner in Places(items[0], $"{at}/0")) yield return inner;
        }
    }

    private static string Changed(JsonObject source, string place, Action<(JsonNode Holder, string Step)> change)
    {
        var copy = source.DeepClone();
        var steps = place.Split('/')[1..];
        var holder = copy;
        foreach (var step in steps[..^1]) holder = holder is JsonArray items ? items[0]! : holder[step]!;
        change((holder, steps[^1]));
        return copy.ToJsonString();
    }

    private static void Remove((JsonNode Holder, string Step) at)
    {
        if (at.Holder is JsonArray items) items.RemoveAt(0);
        else at.Holder.AsObject().Remove(at.Step);
    }

    private static void Replace((JsonNode Holder, string Step) at, JsonNode? value)
    {
        if (at.Holder is JsonArray items) items[0] = value;
        else at.Holder.AsObject()[at.Step] = value;
    }
}
