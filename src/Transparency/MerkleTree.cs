using System.Security.Cryptography;

namespace Entente.Transparency;

/// <summary>
/// Merkle tree hashing and proofs (RFC 6962 §2.1; the verification of RFC 9162 §2.1.3.2 and §2.1.4.2).
/// </summary>
public static class MerkleTree
{
    /// <summary>The most hashes that a proof can have: one for each bit of a size.</summary>
    public const int ProofHashesMax = 63;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing (RFC 6962 §2.1).</summary>
    public static Hash EmptyRoot { get; } = Hash.FromBytes(SHA256.HashData([]));

    /// <summary>A leaf: SHA-256(0x00 || entry) (RFC 6962 §2.1).</summary>
    public static Hash HashLeaf(ReadOnlySpan<byte> entry) => Sha256Prefixed.Compute([0], entry);

    /// <summary>An inner node: SHA-256(0x01 || left || right) (RFC 6962 §2.1).</summary>
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

    /// <summary>
    /// Whether the proof shows that the leaf stands at the index in the tree with that size and root (RFC 9162
    /// §2.1.3.2). False, never an exception, for any numbers and any proof that do not fit together.
    /// </summary>
    /// <param name="index">The leaf's index, from 0.</param>
    /// <param name="size">How many leaves the tree has.</param>
    /// <param name="leaf">
    /// The leaf's hash: <see cref="HashLeaf"/> of the entry, never a hash that came with the proof.
    /// </param>
    /// <param name="proof">The sibling hashes, the leaf's own first.</param>
    /// <param name="root">A root that is trusted, from a verified checkpoint.</param>
    public static bool VerifyInclusion(long index, long size, Hash leaf, IReadOnlyList<Hash> proof, Hash root)
    {
        if (index < 0 || index >= size || proof.Count > ProofHashesMax) return false;
        var path = new ProofPath(index, size - 1);
        var hash = leaf;
        foreach (var sibling in proof)
        {
            if (path.IsAtRoot) return false;
            hash = path.Climb() ? HashNode(sibling, hash) : HashNode(hash, sibling);
        }

        return path.IsAtRoot && hash == root;
    }

    /// <summary>
    /// Whether the proof shows that the larger tree begins with the smaller one (RFC 9162 §2.1.4.2). False, never an
    /// exception, for any numbers and any proof that do not fit together. Equal sizes want equal roots and an empty
    /// proof. Sizes of 0 are refused as other implementations refuse them: an empty tree is a beginning of every tree,
    /// so nothing is shown by a proof; <see cref="ConsistencyChecker"/> treats that case.
    /// </summary>
    /// <param name="size1">The size of the smaller tree, from 1.</param>
    /// <param name="size2">The size of the larger tree.</param>
    /// <param name="root1">The root of the smaller tree, from a checkpoint that was verified.</param>
    /// <param name="root2">The root of the larger tree, from a checkpoint whose signature verifies.</param>
    /// <param name="proof">The hashes of the proof, in the order of RFC 6962 §2.1.2.</param>
    public static bool VerifyConsistency(long size1, long size2, Hash root1, Hash root2, IReadOnlyList<Hash> proof)
    {
        if (size1 < 1 || size2 < size1) return false;
        if (size1 == size2) return proof.Count == 0 && root1 == root2;
        if (proof.Count is 0 or > ProofHashesMax + 1) return false;

        // A complete left subtree is its own first node, so the proof leaves it out (RFC 9162 §2.1.4.2 step 2).
        var whole = (size1 & (size1 - 1)) == 0;
        var path = new ProofPath(size1 - 1, size2 - 1);
        path.SkipRightChildren();
        var hash1 = whole ? root1 : proof[0];
        var hash2 = hash1;
        for (var next = whole ? 0 : 1; next < proof.Count; next++)
        {
            if (path.IsAtRoot) return false;
            var hash = proof[next];
            if (path.Climb())
            {
                hash1 = HashNode(hash, hash1);
                hash2 = HashNode(hash, hash2);
            }
            else
            {
                hash2 = HashNode(hash2, hash);
            }
        }

        return path.IsAtRoot && hash1 == root1 && hash2 == root2;
    }

    /// <summary>The root over a power of two of hashes. The hashes are overwritten on the way.</summary>
    internal static Hash Fold(Span<Hash> hashes)
    {
        for (var width = hashes.Length / 2; width > 0; width /= 2)
        {
            for (var i = 0; i < width; i++) hashes[i] = HashNode(hashes[2 * i], hashes[(2 * i) + 1]);
        }

        return hashes[0];
    }
}
