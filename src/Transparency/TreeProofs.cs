namespace Entente.Transparency;

/// <summary>Roots and proofs of a tree whose tile hashes can be read (RFC 6962 §2.1.1 and §2.1.2).</summary>
public static class TreeProofs
{
    private const int TileBits = 8;
    private const int TileWidth = 1 << TileBits;

    /// <summary>The root over the first <paramref name="size"/> leaves.</summary>
    public static Hash Root(long size, ITileReader tiles) =>
        size == 0 ? MerkleTree.EmptyRoot : Range(0, size, size, tiles);

    /// <summary>The proof that a leaf stands at an index, the leaf's sibling first.</summary>
    public static IReadOnlyList<Hash> Inclusion(long index, long size, ITileReader tiles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<Hash>();
        Include(index, 0, size);
        return proof;

        void Include(long target, long from, long to)
        {
            if (to - from == 1) return;
            var middle = from + Split(to - from);
            if (target < middle)
            {
                Include(target, from, middle);
                proof.Add(Range(middle, to, size, tiles));
            }
            else
            {
                Include(target, middle, to);
                proof.Add(Range(from, middle, size, tiles));
            }
        }
    }

    /// <summary>The proof that the tree of size2 begins with the tree of size1; empty for 0 and for equal sizes.</summary>
    public static IReadOnlyList<Hash> Consistency(long size1, long size2, ITileReader tiles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size1, size2);
        var proof = new List<Hash>();
        if (size1 > 0 && size1 < size2) Extend(size1, 0, size2, whole: true);
        return proof;

        void Extend(long old, long from, long to, bool whole)
        {
            if (old == to)
            {
                if (!whole) proof.Add(Range(from, to, size2, tiles));
                return;
            }

            var middle = from + Split(to - from);
            if (old <= middle)
            {
                Extend(old, from, middle, whole);
                proof.Add(Range(middle, to, size2, tiles));
            }
            else
            {
                Extend(old, middle, to, whole: false);
                proof.Add(Range(from, middle, size2, tiles));
            }
        }
    }

    /// <summary>The largest power of two below n.</summary>
    private static long Split(long n)
    {
        var k = 1L;
        while (k * 2 < n) k *= 2;
        return k;
    }

    /// <summary>The root over leaves from..to: an aligned subtree, or the unaligned right edge of the tree.</summary>
    private static Hash Range(long from, long to, long size, ITileReader tiles)
    {
        var count = to - from;
        if ((count & (count - 1)) != 0)
        {
            var middle = from + Split(count);
            return MerkleTree.HashNode(Range(from, middle, size, tiles), Range(middle, to, size, tiles));
        }

        // A perfect subtree of 2^h leaves stands in the tile of level h / 8, as 2^(h % 8) hashes.
        var height = System.Numerics.BitOperations.Log2((ulong)count);
        var level = height / TileBits;
        var span = 1 << (height % TileBits);
        var first = from >> (level * TileBits);
        var tile = first / TileWidth;
        var width = (int)Math.Min(TileWidth, (size >> (level * TileBits)) - (tile * TileWidth));
        var bytes = tiles.ReadHashes(level, tile, width).Span;
        var hashes = new Hash[span];
        for (var i = 0; i < span; i++)
        {
            hashes[i] = Hash.FromBytes(bytes.Slice((int)((first % TileWidth) + i) * Hash.Size, Hash.Size));
        }

        for (var remaining = span; remaining > 1; remaining /= 2)
        {
            for (var i = 0; i < remaining / 2; i++) hashes[i] = MerkleTree.HashNode(hashes[2 * i], hashes[(2 * i) + 1]);
        }

        return hashes[0];
    }
}
