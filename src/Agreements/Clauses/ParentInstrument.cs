namespace Entente.Agreements.Clauses;

/// <summary>The exact framework that an arrangement carries out.</summary>
/// <param name="Id">Its agreement id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">SHA-256 (hex) of its document's canonical form.</param>
public sealed record ParentInstrument(string Id, int Version, string Sha256);
