using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Entente.Stix;

/// <summary>
/// Selectors of granular markings (STIX 2.1 §7.2.3.1): dotted paths with <c>[n]</c> for list items. Compared by path
/// component, never as text: <c>external_references</c> does not cover <c>external_references_extra</c>.
/// </summary>
public static class Selectors
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>The components of a selector: names, and list positions as <c>[n]</c>; empty when malformed.</summary>
    public static ImmutableArray<string> Split(string selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        var steps = selector.Split('.');
        for (var i = 0; i < steps.Length; i++)
        {
            if (!IsName(steps[i]) && (i == 0 || !IsIndex(steps[i]))) return [];
        }

        return [.. steps];
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

    /// <summary>
    /// Whether what <paramref name="inner"/> names is, or is part of, what <paramref name="outer"/> names.
    /// </summary>
    public static bool Covers(string outer, string inner)
    {
        var outerParts = Split(outer);
        var innerParts = Split(inner);
        return !outerParts.IsEmpty && innerParts.Length >= outerParts.Length
            && innerParts.AsSpan(0, outerParts.Length).SequenceEqual(outerParts.AsSpan());
    }

    private static bool IsName(string step) =>
        step.Length is > 0 and <= 250 && !step.AsSpan().ContainsAnyExcept(NameCharacters);

    private static bool IsIndex(string step) => step.Length is > 2 and <= 12 && step[0] == '[' && step[^1] == ']' &&
        int.TryParse(step.AsSpan(1, step.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out _) &&
        (step[1] != '0' || step.Length == 3);
}
