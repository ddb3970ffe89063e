using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Entente.Stix;

/// <summary>
/// Selectors of granular markings (STIX 2.1 §7.2.3.1): dotted paths with <c>[n]</c> for list items. Compared by path
/// component, never as text: <c>external_references</c> does not cover <c>external_references_extra</c>.
/// </summary>
public static class Selectors
{
    /// <summary>The components of a selector: names, and list positions as <c>[n]</c>; empty when malformed.</summary>
    public static ImmutableArray<string> Split(string selector)
    {
        var parts = selector.Split('.');
        foreach (var part in parts)
        {
            var index = part.StartsWith('[');
            if (part.Length == 0 || (index && (part.Length < 3 || part[^1] != ']'
                || !int.TryParse(part.AsSpan(1, part.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out _)))) return [];
        }

        return [.. parts];
    }

    /// <summary>The JSON pointer of what a selector names; null when it is malformed.</summary>
    public static string? ToPointer(string selector)
    {
        var parts = Split(selector);
        if (parts.IsEmpty) return null;
        var pointer = new StringBuilder();
        foreach (var part in parts) pointer.Append('/').Append(part.StartsWith('[') ? part[1..^1] : part);
        return pointer.ToString();
    }

    /// <summary>Whether what <paramref name="inner"/> names is, or is part of, what <paramref name="outer"/> names.</summary>
    public static bool Covers(string outer, string inner)
    {
        var outerParts = Split(outer);
        var innerParts = Split(inner);
        return !outerParts.IsEmpty && innerParts.Length >= outerParts.Length
            && innerParts.AsSpan(0, outerParts.Length).SequenceEqual(outerParts.AsSpan());
    }

    /// <summary>Reports selectors that name nothing in the object: such a marking is malformed.</summary>
    internal static void Check(ReadOnlyMemory<byte> bytes, IEnumerable<GranularMarking> markings, HeadBuilder head)
    {
        using var document = JsonDocument.Parse(bytes);
        foreach (var marking in markings)
        {
            if (marking.MarkingRef is null == marking.Lang is null)
            {
                head.Error("granular-target", "/granular_markings", 0, "an entry has exactly one of `marking_ref` and `lang`", "STIX 2.1 §7.2.3");
            }

            if (marking.Selectors.IsEmpty)
            {
                head.Error("selectors-missing", "/granular_markings", 0, "an entry names no part of the object", "STIX 2.1 §7.2.3");
            }

            foreach (var selector in marking.Selectors)
            {
                if (!Resolves(document.RootElement, selector))
                {
                    head.Error("selector-dangling", "/granular_markings", 0, $"`{selector}` names nothing in the object", "STIX 2.1 §7.2.3.1");
                }
            }
        }
    }

    private static bool Resolves(JsonElement element, string selector)
    {
        var parts = Split(selector);
        foreach (var part in parts)
        {
            if (part.StartsWith('['))
            {
                var index = int.Parse(part.AsSpan(1, part.Length - 2), CultureInfo.InvariantCulture);
                if (element.ValueKind != JsonValueKind.Array || index >= element.GetArrayLength()) return false;
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
            {
                return false;
            }
        }

        return !parts.IsEmpty;
    }
}
