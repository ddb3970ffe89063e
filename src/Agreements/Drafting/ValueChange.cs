namespace Entente.Agreements.Drafting;

/// <summary>One value that two versions do not share.</summary>
/// <param name="Pointer">
/// Where it stands, within the clause or the document. Items of lists of texts have their list's place.
/// </param>
/// <param name="Before">The value before, as JSON; null when there was none.</param>
/// <param name="After">The value after, as JSON; null when there is none.</param>
public sealed record ValueChange(string Pointer, string? Before, string? After);
