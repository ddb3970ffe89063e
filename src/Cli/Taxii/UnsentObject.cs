namespace Entente.Cli.Taxii;

/// <summary>A part of the input that never left: where it stands, in bytes and for people, and why.</summary>
internal sealed record UnsentObject(
    string Source, long Offset, string Place, string Code, string Message, string? Hint);
