using System.Text;
using Entente.Cli.Output;
using Entente.Stix.Patterns;

namespace Entente.Cli.Stix;

/// <summary>A pattern as it was given, and where it came from.</summary>
/// <param name="Source">The file, <c>-</c>, or <c>pattern</c> for text on the command line.</param>
/// <param name="Text">The pattern.</param>
internal sealed record PatternText(string Source, string Text)
{
    /// <summary>Longest file that is taken for a pattern.</summary>
    private const int FileBytesMax = 4 * 1024 * 1024;

    /// <summary>
    /// The text of a file if one has that name, of standard input for <c>-</c>, else the argument itself.
    /// </summary>
    public static async Task<PatternText> OfAsync(string argument, CancellationToken cancellation)
    {
        if (argument != InputFiles.StandardInput && !File.Exists(argument)) return new PatternText("pattern", argument);
        using var bytes = new MemoryStream();
        await foreach (var chunk in InputFiles.ChunksAsync(argument, cancellation))
        {
            bytes.Write(chunk.Span);
            if (bytes.Length <= FileBytesMax) continue;
            throw new Failure(
                "pattern-too-long", $"`{argument}` has more than {FileBytesMax} bytes", "is it a pattern at all?");
        }

        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.ToArray());
            return new PatternText(argument, text.TrimStart('\uFEFF').TrimEnd('\r', '\n'));
        }
        catch (DecoderFallbackException)
        {
            throw new Failure("file-unreadable", $"`{argument}` is not UTF-8", "a pattern is UTF-8 text");
        }
    }

    /// <summary>The dialect of an option or a member; 2.1 if nothing is said, null if it is unknown.</summary>
    public static PatternVersion? VersionOf(string? version) => version switch
    {
        null or "2.1" => PatternVersion.V21,
        "2.0" => PatternVersion.V20,
        _ => null,
    };
}
