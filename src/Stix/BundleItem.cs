namespace Entente.Stix;

/// <summary>One thing that <see cref="BundleSplitter"/> found.</summary>
/// <param name="Bytes">The object exactly as it stands in the input; empty for a fault.</param>
/// <param name="Offset">Byte offset of its first byte in the whole input.</param>
/// <param name="Fault">Why there is no object here; its offset, too, counts over the whole input.</param>
public readonly record struct BundleItem(ReadOnlyMemory<byte> Bytes, long Offset, Diagnostic? Fault);
