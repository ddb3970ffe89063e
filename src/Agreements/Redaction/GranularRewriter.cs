using System.Globalization;
using System.Text.Json;
using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>
/// Granular markings of a derivative: selectors of what is gone are dropped (they would tell that it existed), positions
/// in lists that lost items are counted anew.
/// </summary>
internal static class GranularRewriter
{
    /// <summary>The new list as JSON; null when nothing of it is left.</summary>
    public static byte[]? Rewrite(RedactionNode node)
    {
        var entries = node.Object.GranularMarkings
            .Select((entry, i) => entry with
            {
                MarkingRef = node.Rewritten.GetValueOrDefault($"/granular_markings/{i}/marking_ref", entry.MarkingRef!),
                Selectors = [.. entry.Selectors.Select(selector => Move(node, selector)).OfType<string>()],
            })
            .Where(entry => !entry.Selectors.IsEmpty).ToList();
        if (entries.Count == 0) return null;
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartArray();
            foreach (var entry in entries)
            {
                json.WriteStartObject();
                if (entry.MarkingRef is not null) json.WriteString("marking_ref", entry.MarkingRef);
                if (entry.Lang is not null) json.WriteString("lang", entry.Lang);
                json.WriteStartArray("selectors");
                foreach (var selector in entry.Selectors) json.WriteStringValue(selector);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return output.ToArray();
    }

    /// <summary>Whether nothing is left of what an entry of the original marks.</summary>
    public static bool MarksNothing(RedactionNode node, int entry) =>
        node.Object.GranularMarkings[entry].Selectors.All(selector => Move(node, selector) is null);

    private static string? Move(RedactionNode node, string selector)
    {
        if (Selectors.ToPointer(selector) is not { } pointer || node.IsRemoved(pointer)) return null;
        var parts = Selectors.Split(selector);
        var moved = new List<string>();
        var walked = "";
        foreach (var part in parts)
        {
            if (!part.StartsWith('['))
            {
                moved.Add(part);
                walked += "/" + part;
                continue;
            }

            var index = int.Parse(part.AsSpan(1, part.Length - 2), CultureInfo.InvariantCulture);
            var list = walked;
            var before = Enumerable.Range(0, index).Count(earlier => node.Removed.Contains($"{list}/{earlier}"));
            moved.Add($"[{index - before}]");
            walked += $"/{index}";
        }

        return string.Join('.', moved);
    }
}
