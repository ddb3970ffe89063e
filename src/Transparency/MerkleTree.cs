using System.Security.Cryptography;

namespace Entente.Transparency;

/// <summary>Merkle tree hashing and proofs (RFC 6962 §2.1; the verification algorithms of RFC 9162 §2.1.3 and §2.1.4).</summary>
public static class MerkleTree
{
    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static Hash EmptyRoot { get; } = Hash.FromBytes(SHA256.HashData([]));

    /// <summary>A leaf: SHA-256(0x00 || entry).</summary>
    public static Hash HashLeaf(ReadOnlySpan<byte> entry)
    {
        const int StackBytesMax = 1024;
        var length = entry.Length + 1;
        var input = length <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[length];
        input = input[..length];
        input[0] = 0;
        entry.CopyTo(input[1..]);
        Span<byte> digest = stackalloc byte[Hash.Size];
        SHA256.HashData(input, digest);
        return Hash.FromBytes(digest);
    }

    /// <summary>An inner node: SHA-256(0x01 || left || right).</summary>
    public static Hash HashNode(Hash left, Hash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Hash.Size)];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Hash.Size)..]);
        Span<byte> digest = stackalloc byte[Hash.Size];
        SHA256.HashData(input, digest);
        return Hash.FromBytes(digest);
    }

    /// <summary>Whether the proof shows that the leaf stands at the index in the tree with that size and root.</summary>
    public static bool VerifyInclusion(long index, long size, Hash leaf, IReadOnlyList<Hash> proof, Hash root)
    {
        if (index < 0 || index >= size) return false;
        var node = index;
        var last = size - 1;
        var hash = leaf;
        foreach (var sibling in proof)
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = HashNode(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = HashNode(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }

    /// <summary>Whether the proof shows that the larger tree begins with the smaller one.</summary>
    public static bool VerifyConsistency(long size1, long size2, Hash root1, Hash root2, IReadOnlyList<Hash> proof)
    {
        if (size1 < 0 || size2 < size1) return false;
        if (size1 == size2) return proof.Count == 0 && root1 == root2;
        if (size1 == 0) return proof.Count == 0 && root1 == EmptyRoot;
        if (proof.Count == 0) return false;

        // A complete left subtree is its own first node, so the proof leaves it out (RFC 9162 §2.1.4.2 step 2).
        var whole = (size1 & (size1 - 1)) == 0;
        var node = size1 - 1;
        var last = size2 - 1;
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        var next = whole ? 0 : 1;
        var hash1 = whole ? root1 : proof[0];
        var hash2 = hash1;
        for (; next < proof.Count; next++)
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                hash1 = HashNode(proof[next], hash1);
                hash2 = HashNode(proof[next], hash2);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash2 = HashNode(hash2, proof[next]);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash1 == root1 && hash2 == root2;
    }
}
