namespace Entente.Stix;

/// <summary>One thing that <see cref="BundleSplitter"/> found.</summary>
/// <param name="Bytes">The object exactly as it stands in the input; empty for a fault.</param>
/// <param name="Offset">Byte offset of its first byte in the whole input.</param>
/// <param name="Fault">Why there is no object here; its offset, too, counts over the whole input.</param>
public readonly record struct BundleItem(ReadOnlyMemory<byte> Bytes, long Offset, Diagnostic? Fault)
{
    /// <summary>The place of <see cref="Offset"/> in the whole input.</summary>
    public TextPlace Place { get; init; }

    /// <summary>
    /// Set if this is no object but a bundle that has ended: <see cref="Bytes"/> are its own, with an empty list in
    /// the place of its objects, which were given out before it.
    /// </summary>
    public BundleGap? Gap { get; init; }
}
