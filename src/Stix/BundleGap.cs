namespace Entente.Stix;

/// <summary>What was cut out of a bundle so that its own properties can be looked at alone: the objects.</summary>
/// <param name="At">Where in the remaining bytes they stood; the length of these if there were none.</param>
/// <param name="Bytes">How many bytes were cut out.</param>
/// <param name="Place">The place in the whole input of what follows the cut.</param>
public readonly record struct BundleGap(int At, long Bytes, TextPlace Place);
