namespace Entente.Taxii.Client;

/// <summary>One version of the object that was asked about.</summary>
/// <param name="Version">The version, as the server spells it.</param>
public sealed record TaxiiVersion(string Version) : TaxiiItem;
