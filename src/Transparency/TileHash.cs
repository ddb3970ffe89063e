namespace Entente.Transparency;

/// <summary>One hash of a tile.</summary>
/// <param name="Level">The tile level.</param>
/// <param name="Index">
/// Its index in the level: it is the root over leaves index·256^level to (index+1)·256^level.
/// </param>
/// <param name="Value">The hash.</param>
public readonly record struct TileHash(int Level, long Index, Hash Value);
