using Entente.Stix;

namespace Entente.Cli.Stix;

/// <summary>A diagnostic with its place in a file.</summary>
/// <param name="Source">The file, or <c>-</c>.</param>
/// <param name="Place">Line and column in the file.</param>
/// <param name="Offset">Byte offset in the file.</param>
/// <param name="Index">Which object of the file, from 0; null for the file and for bundles.</param>
/// <param name="Id">What the object or bundle calls itself.</param>
/// <param name="Found">What was found; its pointer leads into the object.</param>
internal sealed record Finding(
    string Source, TextPlace Place, long Offset, long? Index, string? Id, Diagnostic Found)
{
    public bool IsError => Found.Severity == Severity.Error;
}
