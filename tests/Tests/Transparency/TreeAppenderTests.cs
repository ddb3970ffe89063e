using CsCheck;
using Entente.Transparency;
using Xunit;
using Hash = Entente.Transparency.Hash;

namespace Entente.Tests.Transparency;

public class TreeAppenderTests
{
    [Fact]
    public void A_tree_appended_in_any_batches_has_the_same_root_and_tile_hashes() =>
        Gen.Int[1, 300].List[1, 8].Sample(
            batches =>
            {
                var log = MemoryLog.Of(batches.Sum());
                var size = 0;
                var found = new List<TileHash>();
                foreach (var batch in batches)
                {
                    // Each batch starts from the tiles alone, as a node does after a restart.
                    var tree = new TreeAppender(size, log);
                    for (var i = 0; i < batch; i++) tree.Append(log.Leaves[size++]);
                    found.AddRange(tree.NewHashes);
                    Assert.Equal(new ReferenceTree(log.Leaves).Root(0, size), tree.Root());
                }

                var whole = new TreeAppender();
                foreach (var leaf in log.Leaves) whole.Append(leaf);
                Assert.Equal(whole.NewHashes, found);
            },
            iter: 40);

    [Fact]
    public void Every_size_has_the_root_of_the_definition()
    {
        var log = MemoryLog.Of(700);
        var reference = new ReferenceTree(log.Leaves);
        var tree = new TreeAppender();
        for (var size = 0; size < 700; size++)
        {
            Assert.Equal(size, tree.Size);
            Assert.Equal(reference.Root(0, size), tree.Root());
            Assert.Equal(tree.Root(), new TreeAppender(size, log).Root());
            Assert.Equal(tree.Root(), TreeProofs.Root(size, log));
            tree.Append(log.Leaves[size]);
        }
    }

    [Fact]
    public void A_tile_hash_is_the_root_over_the_leaves_below_it()
    {
        var log = MemoryLog.Of(256 * 3 + 7);
        var reference = new ReferenceTree(log.Leaves);
        var tree = new TreeAppender();
        foreach (var leaf in log.Leaves) tree.Append(leaf);
        Assert.Equal([256 * 3 + 7, 3], tree.NewHashes.CountBy(hash => hash.Level).Select(level => level.Value));
        foreach (var hash in tree.NewHashes)
        {
            var span = hash.Level == 0 ? 1 : 256;
            Assert.Equal(reference.Root((int)hash.Index * span, (int)(hash.Index + 1) * span), hash.Value);
        }
    }

    [Fact]
    public void Seventy_thousand_leaves_fill_three_levels()
    {
        var tree = new TreeAppender();
        var levels = new Dictionary<int, List<Hash>>();
        var leaf = MerkleTree.HashLeaf([]);
        for (var i = 0; i < 70_000; i++) tree.Append(leaf);
        foreach (var hash in tree.NewHashes)
        {
            if (!levels.TryGetValue(hash.Level, out var level)) levels[hash.Level] = level = [];
            Assert.Equal(level.Count, hash.Index);
            level.Add(hash.Value);
        }

        Assert.Equal([70_000, 273, 1], levels.Values.Select(level => level.Count));
        var memory = new Levels(levels);
        Assert.Equal(tree.Root(), TreeProofs.Root(70_000, memory));
        Assert.Equal(tree.Root(), new TreeAppender(70_000, memory).Root());
        foreach (var index in new[] { 0L, 255, 256, 65_535, 65_536, 69_999 })
        {
            var proof = TreeProofs.Inclusion(index, 70_000, memory);
            Assert.True(MerkleTree.VerifyInclusion(index, 70_000, leaf, proof, tree.Root()));
            var before = TreeProofs.Root(index + 1, memory);
            var consistency = TreeProofs.Consistency(index + 1, 70_000, memory);
            Assert.True(MerkleTree.VerifyConsistency(index + 1, 70_000, before, tree.Root(), consistency));
        }
    }

    [Fact]
    public void Only_the_partial_tiles_at_the_right_edge_are_read()
    {
        var log = MemoryLog.Of(256 * 2 + 5);
        var reads = new List<TileId>();
        _ = new TreeAppender(256 * 2 + 5, new Watched(log, reads));
        Assert.Equal([new TileId(1, 0, 2), new TileId(0, 2, 5)], reads);
        reads.Clear();
        _ = new TreeAppender(256, new Watched(log, reads));
        Assert.Equal([new TileId(1, 0, 1)], reads);
    }

    [Fact]
    public void New_hashes_can_be_forgotten_without_changing_the_tree()
    {
        var log = MemoryLog.Of(300);
        var tree = new TreeAppender();
        foreach (var leaf in log.Leaves)
        {
            tree.Append(leaf);
            tree.ForgetNewHashes();
        }

        Assert.Empty(tree.NewHashes);
        Assert.Equal(log.Root, tree.Root());
    }

    [Fact]
    public void A_tile_of_another_length_is_refused()
    {
        var log = MemoryLog.Of(300);
        log.Files["tile/0/001.p/44"] = log.Files["tile/0/001.p/44"][..^1];
        Assert.Throws<InvalidDataException>(() => new TreeAppender(300, log));
        Assert.Throws<InvalidDataException>(() => TreeProofs.Root(300, log));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TreeAppender(-1, log));
    }

    /// <summary>Tile hashes by level.</summary>
    private sealed class Levels(Dictionary<int, List<Hash>> levels) : ITileReader
    {
        public ReadOnlyMemory<byte> ReadHashes(int level, long tile, int width) =>
            levels[level].Skip((int)tile * TileId.FullWidth).Take(width).SelectMany(hash => hash.ToArray()).ToArray();
    }

    /// <summary>Writes down which tiles are read.</summary>
    private sealed class Watched(ITileReader tiles, List<TileId> reads) : ITileReader
    {
        public ReadOnlyMemory<byte> ReadHashes(int level, long tile, int width)
        {
            reads.Add(new TileId(level, tile, width));
            return tiles.ReadHashes(level, tile, width);
        }
    }
}
