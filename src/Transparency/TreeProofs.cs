using System.Numerics;

namespace Entente.Transparency;

/// <summary>
/// Roots and proofs of a tree whose tile hashes can be read (RFC 6962 §2.1.1 and §2.1.2). Each proof reads a few tiles,
/// some of them more than once: a reader over slow storage reads ahead or remembers.
/// </summary>
public static class TreeProofs
{
    /// <summary>The root over the first <paramref name="size"/> leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="InvalidDataException">A tile has another length than it was asked for.</exception>
    public static Hash Root(long size, ITileReader tiles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? MerkleTree.EmptyRoot : Range(0, size, size, tiles);
    }

    /// <summary>
    /// The proof that a leaf stands at an index, the leaf's sibling first (RFC 6962 §2.1.1). For
    /// <see cref="MerkleTree.VerifyInclusion"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf in a tree of that size.</exception>
    /// <exception cref="InvalidDataException">A tile has another length than it was asked for.</exception>
    public static IReadOnlyList<Hash> Inclusion(long index, long size, ITileReader tiles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<Hash>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + Split(to - from);
            var (left, right) = ((from, middle), (middle, to));
            var ((sibling, end), next) = index < middle ? (right, left) : (left, right);
            proof.Add(Range(sibling, end, size, tiles));
            (from, to) = next;
        }

        // The walk goes down from the root; a proof goes up.
        proof.Reverse();
        return proof;
    }

    /// <summary>
    /// The proof that the tree of <paramref name="size2"/> begins with the tree of <paramref name="size1"/> (RFC 6962
    /// §2.1.2); empty for a size of 0 and for equal sizes. For <see cref="MerkleTree.VerifyConsistency"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the first is the larger one.</exception>
    /// <exception cref="InvalidDataException">A tile has another length than it was asked for.</exception>
    public static IReadOnlyList<Hash> Consistency(long size1, long size2, ITileReader tiles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size1, size2);
        var proof = new List<Hash>();
        if (size1 == 0) return proof;
        var (from, to) = (0L, size2);
        while (size1 != to)
        {
            var middle = from + Split(to - from);
            if (size1 <= middle)
            {
                proof.Add(Range(middle, to, size2, tiles));
                to = middle;
            }
            else
            {
                proof.Add(Range(from, middle, size2, tiles));
                from = middle;
            }
        }

        // When the old tree is a complete left subtree, the verifier has its root already.
        if (from > 0) proof.Add(Range(from, to, size2, tiles));
        proof.Reverse();
        return proof;
    }

    /// <summary>The largest power of two below n, for n of at least 2.</summary>
    private static long Split(long n) => 1L << BitOperations.Log2((ulong)(n - 1));

    /// <summary>The root over leaves from..to: an aligned subtree, or the unaligned right edge of the tree.</summary>
    private static Hash Range(long from, long to, long size, ITileReader tiles)
    {
        if (BitOperations.IsPow2(to - from)) return Subtree(from, to - from, size, tiles);
        var middle = from + Split(to - from);
        return MerkleTree.HashNode(Subtree(from, middle - from, size, tiles), Range(middle, to, size, tiles));
    }

    /// <summary>A complete subtree of 2^h leaves: it stands in the tile of level h / 8, as 2^(h % 8) hashes.</summary>
    private static Hash Subtree(long from, long count, long size, ITileReader tiles)
    {
        var height = BitOperations.Log2((ulong)count);
        var level = height / TileLayout.Bits;
        var first = from >> (level * TileLayout.Bits);
        var tile = first / TileId.FullWidth;
        var bytes = TileLayout.Read(tiles, level, tile, TileLayout.Width(level, tile, size));
        bytes = bytes[((int)(first % TileId.FullWidth) * Hash.Size)..];
        Span<Hash> hashes = stackalloc Hash[TileId.FullWidth / 2];
        hashes = hashes[..(1 << (height % TileLayout.Bits))];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = Hash.FromBytes(bytes.Slice(i * Hash.Size, Hash.Size));
        return MerkleTree.Fold(hashes);
    }
}
