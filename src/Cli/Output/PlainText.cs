using System.Globalization;
using System.Text;

namespace Entente.Cli.Output;

/// <summary>Text that may hold anything, made safe for a terminal.</summary>
internal static class PlainText
{
    /// <summary>
    /// The text with control characters, and those that turn the direction of writing, as escapes: nothing that a
    /// sender wrote may move the cursor, change colours or reorder what is read.
    /// </summary>
    public static string Of(string text)
    {
        if (!text.Any(IsHidden)) return text;
        var plain = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsHidden(c)) plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else plain.Append(c);
        }

        return plain.ToString();
    }

    private static bool IsHidden(char c) => char.IsControl(c)
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029' or '\u200E' or '\u200F';
}
