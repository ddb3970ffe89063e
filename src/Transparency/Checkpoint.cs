using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Entente.Transparency;

/// <summary>The head of a log at one size (C2SP tlog-checkpoint v1.0.0).</summary>
/// <param name="Origin">The log's unique name.</param>
/// <param name="Size">How many entries it has.</param>
/// <param name="Root">The Merkle root over them.</param>
public sealed record Checkpoint(string Origin, long Size, Hash Root)
{
    /// <summary>The note's text: three lines.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n");

    /// <summary>Reads a note's text. Extension lines are allowed and not kept.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Checkpoint? checkpoint, [NotNullWhen(false)] out string? fault)
    {
        checkpoint = null;
        var lines = text.Split('\n');
        fault = lines switch
        {
            { Length: < 4 } => "a checkpoint has three lines",
            [var origin, ..] when origin.Length == 0 => "the origin is empty",
            [_, var size, ..] when !IsSize(size) => $"`{size}` is not a size",
            [_, _, var root, ..] when !Hash.TryParseBase64(root, out _) => $"`{root}` is not a root",
            [.., var last] when last.Length > 0 => "the text does not end with a newline",
            _ => null,
        };
        if (fault is not null) return false;
        _ = Hash.TryParseBase64(lines[2], out var hash);
        checkpoint = new Checkpoint(lines[0], long.Parse(lines[1], CultureInfo.InvariantCulture), hash);
        return true;
    }

    private static bool IsSize(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) && (text == "0" || text[0] != '0');
}
