using CsCheck;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Transparency;

public class TreeProofsTests
{
    /// <summary>Sizes around every edge of a tile; the sizes between are sampled.</summary>
    private static readonly int[] Sizes = [.. Enumerable.Range(1, 40), 255, 256, 257, 511, 512, 513, 600];

    [Fact]
    public void Proofs_from_tiles_are_those_of_the_definition()
    {
        var log = MemoryLog.Of(600);
        var reference = new ReferenceTree(log.Leaves);
        foreach (var size in Sizes)
        {
            for (var i = 0; i < size; i++) Compare(log, reference, i, size);
        }
    }

    [Fact]
    public void Proofs_from_tiles_are_those_of_the_definition_for_any_size()
    {
        var log = MemoryLog.Of(2000);
        var reference = new ReferenceTree(log.Leaves);
        var sizes = Gen.Int[1, 2000];
        var turn = new Lock();
        Gen.Select(sizes, Gen.Int[0, int.MaxValue]).Sample(
            (size, at) =>
            {
                // The reference remembers what it computed, which is not for two threads.
                lock (turn) Compare(log, reference, at % size, size);
            },
            iter: 2000);
    }

    [Fact]
    public void Nothing_needs_to_be_proven_from_nothing_or_to_the_same_size()
    {
        var log = MemoryLog.Of(10);
        Assert.Empty(TreeProofs.Consistency(0, 10, log));
        Assert.Empty(TreeProofs.Consistency(10, 10, log));
        Assert.Empty(TreeProofs.Consistency(0, 0, log));
        Assert.Equal(MerkleTree.EmptyRoot, TreeProofs.Root(0, log));
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(10, 10)]
    [InlineData(0, 0)]
    public void A_leaf_outside_of_the_tree_has_no_proof(long index, long size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeProofs.Inclusion(index, size, MemoryLog.Of(10)));

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    public void A_larger_tree_is_no_beginning_of_a_smaller_one(long size1, long size2) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeProofs.Consistency(size1, size2, MemoryLog.Of(10)));

    private static void Compare(MemoryLog log, ReferenceTree reference, int index, int size)
    {
        var inclusion = TreeProofs.Inclusion(index, size, log);
        if (!inclusion.SequenceEqual(reference.Inclusion(index, size))) Assert.Fail($"inclusion of {index} in {size}");
        var consistency = TreeProofs.Consistency(index + 1, size, log);
        if (!consistency.SequenceEqual(reference.Consistency(index + 1, size))) Assert.Fail($"{index + 1} to {size}");
    }
}
