using System.Globalization;
using System.Text;

namespace Entente.Exchange.Feeds;

/// <summary>Text of a foreign server, made fit to be kept and shown: short, and without anything that acts.</summary>
public static class ForeignText
{
    /// <summary>The most characters that are kept.</summary>
    public const int CharsMax = 500;

    /// <summary>
    /// The text with control characters, and those that turn the direction of writing, as escapes: nothing that a
    /// sender wrote may move the cursor, change colours or reorder what is read. Cut where it is too long.
    /// </summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, CharsMax) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= CharsMax) return plain.Append('…').ToString();
            if (IsHidden(rune)) plain.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else plain.Append(rune.ToString());
        }

        return plain.ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
