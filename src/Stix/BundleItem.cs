namespace Entente.Stix;

/// <summary>One object of an input, or the fault at which the input stops making sense.</summary>
/// <param name="Bytes">The object's bytes, exactly as they stand in the input; empty with a fault.</param>
/// <param name="Offset">Where they begin in the whole input, in bytes.</param>
/// <param name="Fault">What is wrong; null for an object.</param>
public readonly record struct BundleItem(ReadOnlyMemory<byte> Bytes, long Offset, Diagnostic? Fault);
