using System.Collections.Immutable;
using System.Globalization;

namespace Entente.Stix.Json;

/// <summary>RFC 6901 pointers as text.</summary>
internal static class JsonPointer
{
    public static string Escape(string step) =>
        step.AsSpan().IndexOfAny('~', '/') < 0
            ? step
            : step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The step to an item of a list; the text of small indices is shared.</summary>
    public static string IndexText(int index) => index.ToString(CultureInfo.InvariantCulture);

    public static string Append(string pointer, string step) => $"{pointer}/{Escape(step)}";

    /// <summary>The steps of a pointer, unescaped; throws for text that is no pointer.</summary>
    public static ImmutableArray<string> Parse(string pointer)
    {
        if (pointer.Length == 0) return [];
        if (pointer[0] != '/') throw new ArgumentException($"`{pointer}` is not a JSON pointer", nameof(pointer));
        return [.. pointer[1..].Split('/').Select(Unescape)];
    }

    private static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
