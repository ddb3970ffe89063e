namespace Entente.Taxii.Client;

/// <summary>One line of a manifest: that a version of an object is in the collection.</summary>
/// <param name="Record">What the server says of it.</param>
public sealed record TaxiiRecord(ManifestRecord Record) : TaxiiItem;
