namespace Entente.Taxii;

/// <summary>What a page cursor is valid for; in any other scope it is refused.</summary>
/// <param name="Partner">Who asked: the authenticated party's id.</param>
/// <param name="Collection">The collection's id.</param>
/// <param name="Query">What was asked: <see cref="TaxiiQuery.Fingerprint"/>.</param>
public sealed record CursorScope(string Partner, string Collection, string Query);
