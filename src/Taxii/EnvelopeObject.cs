namespace Entente.Taxii;

/// <summary>One object of an envelope.</summary>
/// <param name="Bytes">Its bytes, exactly as they stand in the envelope.</param>
/// <param name="Offset">Where they begin, in bytes from the start of the envelope.</param>
public readonly record struct EnvelopeObject(ReadOnlyMemory<byte> Bytes, long Offset);
