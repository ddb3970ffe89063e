namespace Entente.Transparency;

/// <summary>
/// A growing tree (RFC 6962 §2.1). It keeps one hash for each complete subtree at the right edge, so that memory and
/// the cost of a leaf do not grow with the tree, and collects the tile hashes that become complete, which is what a log
/// stores. Not for use by two threads at once.
/// </summary>
public sealed class TreeAppender
{
    /// <summary>
    /// The roots of the complete subtrees from left to right: the binary digits of <see cref="Size"/>, the largest
    /// first.
    /// </summary>
    private readonly Stack<Hash> _peaks = new();
    private readonly List<TileHash> _newHashes = [];

    /// <summary>Starts an empty tree.</summary>
    public TreeAppender()
    {
    }

    /// <summary>Goes on with a tree of some size.</summary>
    /// <param name="size">How many leaves it has.</param>
    /// <param name="tiles">
    /// Where its right edge is read from, once, now: of each level only the partial tile at the end, if there is one.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="InvalidDataException">The reader gives fewer or more bytes than it was asked for.</exception>
    public TreeAppender(long size, ITileReader tiles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Size = size;
        var level = 0;
        while (level < TileLayout.LevelMax && TileLayout.Hashes(level + 1, size) > 0) level++;
        for (; level >= 0; level--)
        {
            var hashes = TileLayout.Hashes(level, size);
            var width = (int)(hashes % TileId.FullWidth);
            if (width > 0) AddPeaks(TileLayout.Read(tiles, level, hashes / TileId.FullWidth, width));
        }
    }

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>
    /// Every tile hash that became complete since construction or <see cref="ForgetNewHashes"/>, level 0 (the leaves)
    /// included, in order of completion. Within a level the indexes ascend without gaps.
    /// </summary>
    public IReadOnlyList<TileHash> NewHashes => _newHashes;

    /// <summary>Adds a leaf.</summary>
    /// <param name="leaf"><see cref="MerkleTree.HashLeaf"/> of the entry.</param>
    public void Append(Hash leaf)
    {
        var hash = leaf;
        var index = Size++;
        _newHashes.Add(new TileHash(0, index, leaf));
        for (var height = 1; (index & 1) == 1; height++)
        {
            hash = MerkleTree.HashNode(_peaks.Pop(), hash);
            index >>= 1;
            if (height % TileLayout.Bits == 0) _newHashes.Add(new TileHash(height / TileLayout.Bits, index, hash));
        }

        _peaks.Push(hash);
    }

    /// <summary>The root over all leaves. The tree may grow on after that.</summary>
    public Hash Root()
    {
        Hash? root = null;
        foreach (var left in _peaks) root = root is { } right ? MerkleTree.HashNode(left, right) : left;
        return root ?? MerkleTree.EmptyRoot;
    }

    /// <summary>Empties <see cref="NewHashes"/>, for callers that save as they go or want the root alone.</summary>
    public void ForgetNewHashes() => _newHashes.Clear();

    /// <summary>Adds the complete subtrees of a partial tile: the binary digits of its width.</summary>
    private void AddPeaks(ReadOnlySpan<byte> tile)
    {
        Span<Hash> hashes = stackalloc Hash[TileId.FullWidth];
        var width = tile.Length / Hash.Size;
        for (var i = 0; i < width; i++) hashes[i] = Hash.FromBytes(tile.Slice(i * Hash.Size, Hash.Size));
        var from = 0;
        for (var part = TileId.FullWidth / 2; part > 0; part /= 2)
        {
            if ((width & part) == 0) continue;
            _peaks.Push(MerkleTree.Fold(hashes.Slice(from, part)));
            from += part;
        }
    }
}
