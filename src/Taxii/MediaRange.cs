using System.Globalization;

namespace Entente.Taxii;

/// <summary>
/// One item of an <c>Accept</c> list, or a content type: its type, version parameter and weight (RFC 9110 §12.5.1).
/// </summary>
internal readonly record struct MediaRange(string Type, string? Version, double Weight)
{
    public static bool TryParse(string text, out MediaRange range)
    {
        range = default;
        var parts = Split(text, ';').ToList();
        var type = parts[0].Trim();
        if (type.Length == 0 || type.AsSpan().Count('/') != 1 || type.AsSpan().ContainsAny(" \t\"")) return false;

        string? version = null;
        var weight = 1.0;
        foreach (var part in parts.Skip(1))
        {
            // Empty parameters (`a/b;;c=d`) are passed over, as RFC 9110 §5.6.6 asks.
            if (part.Trim().Length == 0) continue;
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) return false;
            var name = part[..equals].Trim();
            var value = Unquote(part[(equals + 1)..].Trim());
            if (name.Equals("version", StringComparison.OrdinalIgnoreCase)) version = value;
            if (name.Equals("q", StringComparison.OrdinalIgnoreCase)
                && !double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out weight))
            {
                return false;
            }
        }

        range = new MediaRange(type, version, weight);
        return true;
    }

    /// <summary>Cuts at a separator, except inside a quoted text.</summary>
    public static IEnumerable<string> Split(string text, char separator)
    {
        var (start, quoted) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            if (quoted && text[at] == '\\') at++;
            else if (text[at] == '"') quoted = !quoted;
            else if (!quoted && text[at] == separator)
            {
                yield return text[start..at];
                start = at + 1;
            }
        }

        yield return text[start..];
    }

    private static string Unquote(string value) =>
        value is ['"', .. var inner, '"'] ? inner.Replace("\\", "", StringComparison.Ordinal) : value;
}
