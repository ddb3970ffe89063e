using System.Text.Json.Nodes;

namespace Entente.Stix.Upgrade;

/// <summary>
/// References between the objects of one observed data, which name keys of the dictionary (STIX 2.0 part 3 §2.2).
/// </summary>
internal static class LocalReferences
{
    /// <summary>The keys that a property names, at any depth.</summary>
    public static IEnumerable<string> KeysIn(string name, JsonNode? value)
    {
        if (IsOne(name) && UpgradeJson.AsText(value) is { } key) return [key];
        if (IsMany(name) && value is JsonArray keys) return keys.Select(UpgradeJson.AsText).OfType<string>();
        return value switch
        {
            JsonObject body => body.SelectMany(member => KeysIn(member.Key, member.Value)),
            JsonArray list => list.SelectMany(item => KeysIn("", item)),
            _ => [],
        };
    }

    /// <summary>Puts ids in the place of keys.</summary>
    /// <param name="node">What to change.</param>
    /// <param name="idOf">The id of a key; null leaves the text.</param>
    /// <param name="unknown">Takes the pointer and text of each that has no id.</param>
    /// <param name="pointer">Pointer of the node.</param>
    public static void Resolve(
        JsonNode? node, Func<string, string?> idOf, Action<string, string>? unknown = null, string pointer = "")
    {
        switch (node)
        {
            case JsonObject body:
                foreach (var name in body.Select(member => member.Key).ToList())
                {
                    var inner = Json.JsonPointer.Append(pointer, name);
                    if (IsOne(name) && UpgradeJson.AsText(body[name]) is { } key)
                    {
                        if (idOf(key) is { } id) body[name] = id;
                        else unknown?.Invoke(inner, key);
                    }
                    else if (IsMany(name) && body[name] is JsonArray keys) ResolveItems(keys, idOf, unknown, inner);
                    else Resolve(body[name], idOf, unknown, inner);
                }

                break;
            case JsonArray list:
                for (var at = 0; at < list.Count; at++) Resolve(list[at], idOf, unknown, $"{pointer}/{at}");
                break;
        }
    }

    private static void ResolveItems(
        JsonArray keys, Func<string, string?> idOf, Action<string, string>? unknown, string pointer)
    {
        for (var at = 0; at < keys.Count; at++)
        {
            if (UpgradeJson.AsText(keys[at]) is not { } key) Resolve(keys[at], idOf, unknown, $"{pointer}/{at}");
            else if (idOf(key) is { } id) keys[at] = id;
            else unknown?.Invoke($"{pointer}/{at}", key);
        }
    }

    private static bool IsOne(string name) =>
        name.EndsWith("_ref", StringComparison.Ordinal) && name is not ("created_by_ref" or "marking_ref");

    private static bool IsMany(string name) =>
        name.EndsWith("_refs", StringComparison.Ordinal) && name != "object_marking_refs";
}
