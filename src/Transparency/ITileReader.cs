namespace Entente.Transparency;

/// <summary>Where a tree's arithmetic reads tile hashes from: a store, a folder of tiles, or memory.</summary>
public interface ITileReader
{
    /// <summary>The first <paramref name="width"/> hashes of a tile, 32 bytes each (C2SP tlog-tiles).</summary>
    /// <param name="level">The tile's level: hash i at level l is the root over 256^l leaves.</param>
    /// <param name="tile">The tile's number at that level.</param>
    /// <param name="width">How many hashes: 1 to 256.</param>
    ReadOnlyMemory<byte> ReadHashes(int level, long tile, int width);
}
