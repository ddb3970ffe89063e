namespace Entente.Transparency;

/// <summary>
/// A growing tree: keeps the partial tile at the right edge of each level, and collects the tile hashes that become
/// complete, which is what a log stores.
/// </summary>
public sealed class TreeAppender
{
    private const int TileWidth = 256;

    /// <summary>The hashes of the unfinished tile of each level, level 0 first.</summary>
    private readonly List<List<Hash>> _edge = [];
    private readonly List<TileHash> _newHashes = [];

    /// <summary>Goes on with a tree of some size, whose right edge is read from <paramref name="tiles"/>.</summary>
    public TreeAppender(long size, ITileReader tiles)
    {
        Size = size;
        var level = 0;
        for (var width = size; width > 0; width /= TileWidth, level++)
        {
            var partial = (int)(width % TileWidth);
            var hashes = new List<Hash>(TileWidth);
            if (partial > 0)
            {
                var bytes = tiles.ReadHashes(level, width / TileWidth, partial).Span;
                for (var i = 0; i < partial; i++) hashes.Add(Hash.FromBytes(bytes.Slice(i * Hash.Size, Hash.Size)));
            }

            _edge.Add(hashes);
        }
    }

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>Every tile hash that became complete since construction, level 0 included, in order of completion.</summary>
    public IReadOnlyList<TileHash> NewHashes => _newHashes;

    /// <summary>Adds a leaf.</summary>
    public void Append(Hash leaf)
    {
        var hash = leaf;
        var index = Size++;
        for (var level = 0; ; level++)
        {
            if (level == _edge.Count) _edge.Add(new List<Hash>(TileWidth));
            var tile = _edge[level];
            tile.Add(hash);
            _newHashes.Add(new TileHash(level, index, hash));
            if (tile.Count < TileWidth) return;
            hash = Fold(tile);
            tile.Clear();
            index /= TileWidth;
        }
    }

    /// <summary>The root over all leaves.</summary>
    public Hash Root()
    {
        Hash? root = null;
        foreach (var tile in _edge)
        {
            // Within a tile the complete subtrees are the binary digits of its width, the largest one first.
            var part = FoldPartial(tile);
            if (part is { } left) root = root is { } right ? Join(tile, right) : left;
        }

        return root ?? MerkleTree.EmptyRoot;
    }

    /// <summary>The root over a full tile.</summary>
    private static Hash Fold(List<Hash> tile)
    {
        var hashes = tile.ToArray();
        for (var width = hashes.Length; width > 1; width /= 2)
        {
            for (var i = 0; i < width / 2; i++) hashes[i] = MerkleTree.HashNode(hashes[2 * i], hashes[(2 * i) + 1]);
        }

        return hashes[0];
    }

    /// <summary>The subtree roots of a partial tile joined from the right; null for an empty one.</summary>
    private static Hash? FoldPartial(List<Hash> tile) => tile.Count == 0 ? null : Subtrees(tile).Reverse().Aggregate(
        (right, left) => MerkleTree.HashNode(left, right));

    /// <summary>The subtree roots of a tile joined with what stands to their right.</summary>
    private static Hash Join(List<Hash> tile, Hash right) =>
        Subtrees(tile).Reverse().Aggregate(right, (joined, left) => MerkleTree.HashNode(left, joined));

    private static IEnumerable<Hash> Subtrees(List<Hash> tile)
    {
        var from = 0;
        for (var width = TileWidth / 2; width > 0; width /= 2)
        {
            if ((tile.Count & width) == 0) continue;
            yield return Fold(tile.GetRange(from, width));
            from += width;
        }
    }
}
