using System.Text;

namespace Entente.Stix;

/// <summary>A place in a text file as editors count it.</summary>
/// <param name="Line">The line, from 1; lines end with a line feed.</param>
/// <param name="Column">The column in UTF-16 units, from 1; a byte order mark has none.</param>
public readonly record struct TextPlace(long Line, long Column)
{
    /// <summary>Where a text begins.</summary>
    public static TextPlace Start { get; } = new(1, 1);

    /// <summary>The place behind some text that begins here.</summary>
    /// <param name="utf8">The text; a character that is cut at its end counts as one.</param>
    public TextPlace After(ReadOnlySpan<byte> utf8)
    {
        var last = utf8.LastIndexOf((byte)'\n');
        return last < 0
            ? new TextPlace(Line, Column + Encoding.UTF8.GetCharCount(utf8))
            : new TextPlace(
                Line + utf8[..last].Count((byte)'\n') + 1, 1 + Encoding.UTF8.GetCharCount(utf8[(last + 1)..]));
    }
}
