using Entente.Stix;

namespace Entente.Cli.Stix;

/// <summary>What can be wrong with a line before it is looked into.</summary>
internal static class LineFaults
{
    /// <summary>A blank line is answered as well, so that the n-th answer belongs to the n-th line.</summary>
    public static Diagnostic Blank { get; } = new(
        "line-blank", Severity.Error, "", 0, "the line is blank", "write one JSON object a line");

    public static Diagnostic TooLong(string hint) => new(
        "line-too-long", Severity.Error, "", 0, $"the line is longer than {LineLoop.LineBytesMax} bytes", hint);

    public static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;
}
