using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Entente.Transparency;

/// <summary>The head of a log at one size: the text of a signed note (C2SP tlog-checkpoint v1.0.0).</summary>
/// <param name="Origin">The log's unique name. Our logs' origins are key names too; another's need not be.</param>
/// <param name="Size">How many entries it has, from 0.</param>
/// <param name="Root">The Merkle root over them (RFC 6962 §2.1).</param>
public sealed record Checkpoint(string Origin, long Size, Hash Root)
{
    private const int LinesMin = 3;

    /// <summary>
    /// The extension lines as they stand, each with its newline; empty when there are none, as in every checkpoint of
    /// ours. They are signed, and so they are kept, but mean nothing here.
    /// </summary>
    public string Extensions { get; init; } = "";

    /// <summary>The note's text: three lines, and the extension lines.</summary>
    public string ToText() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n{Extensions}");

    /// <summary>Reads a note's text; it is the only text that <see cref="ToText"/> of the result writes.</summary>
    /// <param name="text">The text, ending with a newline.</param>
    /// <param name="checkpoint">What was read.</param>
    /// <param name="fault">What is wrong with the text.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Checkpoint? checkpoint, [NotNullWhen(false)] out string? fault)
    {
        checkpoint = null;
        fault = null;
        var lines = text.Split('\n', LinesMin + 1);
        var hash = default(Hash);
        var size = 0L;
        if (lines.Length <= LinesMin) fault = "a checkpoint has three lines";
        else if (lines[0].Length == 0) fault = "the origin is empty";
        else if (!TrySize(lines[1], out size)) fault = $"`{lines[1]}` is not a size";
        else if (!Hash.TryParseBase64(lines[2], out hash)) fault = $"`{lines[2]}` is not a root";
        else if (!IsExtensions(lines[3])) fault = "an extension line is empty or unfinished";
        if (fault is not null) return false;
        checkpoint = new Checkpoint(lines[0], size, hash) { Extensions = lines[3] };
        return true;
    }

    /// <summary>Reads a number without sign and without leading zeros.</summary>
    internal static bool TrySize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size)
        && (text == "0" || text[0] != '0');

    private static bool IsExtensions(string text) => text.Length == 0
        || (text[0] != '\n' && text[^1] == '\n' && !text.Contains("\n\n", StringComparison.Ordinal));
}
