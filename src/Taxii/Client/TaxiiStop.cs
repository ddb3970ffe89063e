namespace Entente.Taxii.Client;

/// <summary>
/// The reading ended before the server had given everything. Objects of the open page may have come already.
/// </summary>
/// <param name="Fault">Why.</param>
public sealed record TaxiiStop(TaxiiFault Fault) : TaxiiItem;
