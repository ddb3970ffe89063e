using System.Collections.Immutable;
using System.Globalization;

namespace Entente.Stix.Json;

/// <summary>
/// JSON pointers (RFC 6901 §3) as text: in a name <c>~</c> stands as <c>~0</c>, <c>/</c> as <c>~1</c>.
/// </summary>
public static class JsonPointer
{
    /// <summary>A name as one step of a pointer.</summary>
    public static string Escape(string step) =>
        step.AsSpan().IndexOfAny('~', '/') < 0
            ? step
            : step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The step to an item of a list; the text of small indices is shared.</summary>
    public static string IndexText(int index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The pointer of what a name holds in what a pointer names.</summary>
    public static string Append(string pointer, string step) => $"{pointer}/{Escape(step)}";

    /// <summary>The steps of a pointer, unescaped; none for the whole document.</summary>
    /// <exception cref="ArgumentException">The text is no pointer.</exception>
    public static ImmutableArray<string> Parse(string pointer)
    {
        if (pointer.Length == 0) return [];
        if (pointer[0] != '/') throw new ArgumentException($"`{pointer}` is not a JSON pointer", nameof(pointer));
        return [.. pointer[1..].Split('/').Select(Unescape)];
    }

    /// <summary>The name that one step of a pointer stands for.</summary>
    public static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
