namespace Entente.Transparency;

/// <summary>
/// Where a tree's arithmetic reads tile hashes from: a store, a folder of tiles, or memory. An implementation answers
/// from what it holds, without side effects, and gives the same bytes each time it is asked for the same tile.
/// </summary>
public interface ITileReader
{
    /// <summary>
    /// The first <paramref name="width"/> hashes of a tile, 32 bytes each (C2SP tlog-tiles v0.1.0). A reader that
    /// cannot give them throws, or gives fewer bytes; the tree's arithmetic refuses those, and <see
    /// cref="LogVerifier"/> reports them as a fault.
    /// </summary>
    /// <param name="level">The tile's level, from 0: hash i at level l is the root over 256^l leaves.</param>
    /// <param name="tile">The tile's number at that level.</param>
    /// <param name="width">How many hashes: 1 to 256.</param>
    ReadOnlyMemory<byte> ReadHashes(int level, long tile, int width);
}
