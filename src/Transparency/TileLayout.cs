namespace Entente.Transparency;

/// <summary>Which tiles a log of some size has (C2SP tlog-tiles v0.1.0, Merkle tree).</summary>
public static class TileLayout
{
    /// <summary>The highest level that a tree of any size has hashes at: 256^7 leaves are still countable.</summary>
    public const int LevelMax = 7;

    /// <summary>The height of a tile: it covers 2^8 hashes.</summary>
    internal const int Bits = 8;

    /// <summary>How many hashes a level has: size / 256^level, complete ones only.</summary>
    /// <param name="level">The tile level, from 0.</param>
    /// <param name="size">How many leaves the tree has.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static long Hashes(int level, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return level > LevelMax ? 0 : size >> (level * Bits);
    }

    /// <summary>
    /// How many hashes a tile has in a tree of that size: 0 (there is no such tile) to 256 (it is full).
    /// </summary>
    /// <param name="level">The tile level, or <see cref="TileId.Entries"/> or <see cref="TileId.Salts"/>.</param>
    /// <param name="tile">The tile's number.</param>
    /// <param name="size">How many leaves the tree has.</param>
    public static int Width(int level, long tile, long size)
    {
        var hashes = Hashes(Math.Max(level, 0), size);
        if (tile < 0 || tile > hashes / TileId.FullWidth) return 0;
        return (int)Math.Min(TileId.FullWidth, hashes - (tile * TileId.FullWidth));
    }

    /// <summary>
    /// Every hash tile that a log of that size serves, level 0 first, full tiles before the partial one.
    /// </summary>
    public static IEnumerable<TileId> Tiles(long size)
    {
        for (var level = 0; Hashes(level, size) > 0; level++)
        {
            foreach (var tile in TilesOf(level, size)) yield return tile;
        }
    }

    /// <summary>The tiles of one level, or the bundles of <see cref="TileId.Entries"/> or salts.</summary>
    /// <param name="level">The tile level, or <see cref="TileId.Entries"/> or <see cref="TileId.Salts"/>.</param>
    /// <param name="size">How many leaves the tree has.</param>
    public static IEnumerable<TileId> TilesOf(int level, long size)
    {
        for (var tile = 0L; Width(level, tile, size) is > 0 and var width; tile++)
        {
            yield return new TileId(level, tile, width);
        }
    }

    /// <summary>The hashes of a tile, of the length that was asked for.</summary>
    /// <exception cref="InvalidDataException">The reader gave another length.</exception>
    internal static ReadOnlySpan<byte> Read(ITileReader tiles, int level, long tile, int width)
    {
        var bytes = tiles.ReadHashes(level, tile, width).Span;
        return bytes.Length == width * Hash.Size ? bytes : throw new InvalidDataException(
            $"`{new TileId(level, tile, width)}` has {bytes.Length} bytes where {width * Hash.Size} belong");
    }
}
