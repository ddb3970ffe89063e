namespace Entente.Taxii.Client;

/// <summary>One object, as the server spelled it; not yet looked into.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Offset">Where they began in the page, in bytes.</param>
public sealed record TaxiiObject(ReadOnlyMemory<byte> Bytes, long Offset) : TaxiiItem;
