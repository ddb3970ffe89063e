using System.Text;
using CsCheck;
using Entente.Transparency;
using Xunit;
using Hash = Entente.Transparency.Hash;

namespace Entente.Tests.Transparency;

public class MerkleTreeTests
{
    [Fact]
    public void The_empty_root_is_the_hash_of_nothing() => Assert.Equal(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", MerkleTree.EmptyRoot.ToHex());

    [Theory]
    [InlineData("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData("L123456", "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")]
    [InlineData("one", "d0d7360ab79f58ab1e1e3fe64ad77e2ea0bc07e36b5f46ed2223edd9298df9e9")]
    [InlineData("two", "ab1ab7f07c7c8fe0eff4ba6faa53c7e4412e91a599153e8aa4e01beece5b7825")]
    [InlineData("three", "671f146c5e471e8a1a83a3c214ce4ba907b8f3a5888d14cc8cd3ce75bb12ef94")]
    public void Leaves_hash_as_published(string entry, string expected) =>
        Assert.Equal(expected, MerkleTree.HashLeaf(Encoding.UTF8.GetBytes(entry)).ToHex());

    [Fact]
    public void Nodes_hash_as_published()
    {
        // The published vector hashes two short strings; a node of ours always has two hashes, so its form is checked.
        var bytes = System.Security.Cryptography.SHA256.HashData([1, .. "N123N456"u8]);
        Assert.Equal(
            "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb", Convert.ToHexStringLower(bytes));
        var node = MerkleTree.HashNode(MerkleTree.HashLeaf("one"u8), MerkleTree.HashLeaf("two"u8));
        Assert.Equal("4f55f619d9215235778b2b9f17d6f4915b16171214d152381293669764de722e", node.ToHex());
    }

    [Fact]
    public void A_leaf_of_any_length_is_hashed_with_its_prefix() => Gen.Byte.Array[0, 5000].Sample(entry =>
    {
        var expected = System.Security.Cryptography.SHA256.HashData([0, .. entry]);
        Assert.Equal(Hash.FromBytes(expected), MerkleTree.HashLeaf(entry));
    });

    [Fact]
    public void Proofs_of_every_leaf_and_prefix_verify_up_to_600_entries()
    {
        const int SizeMax = 600;
        var leaves = Enumerable.Range(0, SizeMax).Select(i => MerkleTree.HashLeaf(BitConverter.GetBytes(i))).ToList();
        var tree = new ReferenceTree(leaves);
        for (var size = 1; size <= SizeMax; size++)
        {
            var root = tree.Root(0, size);
            for (var i = 0; i < size; i++)
            {
                var inclusion = tree.Inclusion(i, size);
                if (!MerkleTree.VerifyInclusion(i, size, leaves[i], inclusion, root)) Assert.Fail($"{i} of {size}");
                var (before, proof) = (tree.Root(0, i + 1), tree.Consistency(i + 1, size));
                if (!MerkleTree.VerifyConsistency(i + 1, size, before, root, proof)) Assert.Fail($"{i + 1} to {size}");
            }
        }
    }

    [Fact]
    public void A_proof_for_another_index_or_size_does_not_verify()
    {
        var log = MemoryLog.Of(40);
        var tree = new ReferenceTree(log.Leaves);
        for (var index = 0; index < 40; index++)
        {
            var proof = tree.Inclusion(index, 40);
            for (var other = -1; other < 42; other++)
            {
                Assert.Equal(other == index, MerkleTree.VerifyInclusion(other, 40, log.Leaves[index], proof, log.Root));
            }

            Assert.False(MerkleTree.VerifyInclusion(index, 40, log.Leaves[(index + 1) % 40], proof, log.Root));
            Assert.False(MerkleTree.VerifyInclusion(index, 40, log.Leaves[index], [.. proof, log.Root], log.Root));
            Assert.False(MerkleTree.VerifyInclusion(index, 40, log.Leaves[index], proof[..^1], log.Root));
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_an_inclusion_proof_is_noticed() =>
        Gen.Select(Gen.Int[1, 600], Gen.Int[0, 10_000], Gen.Int[0, 1_000_000]).Sample((size, at, bit) =>
        {
            var log = Log600(size, out var tree);
            var index = at % size;
            var proof = tree.Inclusion(index, size);
            List<Hash> parts = [log[index], tree.Root(0, size), .. proof];
            Flip(parts, bit);
            Assert.False(MerkleTree.VerifyInclusion(index, size, parts[0], parts[2..], parts[1]));
        });

    [Fact]
    public void A_flipped_bit_anywhere_in_a_consistency_proof_is_noticed() =>
        Gen.Select(Gen.Int[1, 600], Gen.Int[0, 10_000], Gen.Int[0, 1_000_000]).Sample((size, at, bit) =>
        {
            _ = Log600(size, out var tree);
            var before = 1 + (at % size);
            List<Hash> parts = [tree.Root(0, before), tree.Root(0, size), .. tree.Consistency(before, size)];
            Flip(parts, bit);
            Assert.False(MerkleTree.VerifyConsistency(before, size, parts[0], parts[1], parts[2..]));
        });

    [Fact]
    public void Verification_is_total_over_any_numbers_and_hashes()
    {
        var hashes = Gen.Byte.Array[32].Select(bytes => Hash.FromBytes(bytes)).List[0, 70];
        var numbers = Gen.OneOf(Gen.Long, Gen.Long[-2, 10], Gen.OneOf(long.MaxValue, long.MinValue, 1L << 62));
        Gen.Select(numbers, numbers, hashes).Sample((first, second, proof) =>
        {
            var root = proof.Count > 0 ? proof[0] : MerkleTree.EmptyRoot;
            _ = MerkleTree.VerifyConsistency(first, second, root, MerkleTree.EmptyRoot, proof);
            _ = MerkleTree.VerifyInclusion(first, second, MerkleTree.EmptyRoot, proof, root);
        });
    }

    [Fact]
    public void Nothing_is_shown_from_an_empty_tree()
    {
        Assert.False(MerkleTree.VerifyConsistency(0, 0, MerkleTree.EmptyRoot, MerkleTree.EmptyRoot, []));
        Assert.False(MerkleTree.VerifyConsistency(0, 1, MerkleTree.EmptyRoot, MerkleTree.HashLeaf([]), []));
        Assert.False(MerkleTree.VerifyInclusion(0, 0, MerkleTree.EmptyRoot, [], MerkleTree.EmptyRoot));
    }

    private static List<Hash> Log600(int size, out ReferenceTree tree)
    {
        var leaves = Enumerable.Range(0, size).Select(i => MerkleTree.HashLeaf(BitConverter.GetBytes(i))).ToList();
        tree = new ReferenceTree(leaves);
        return leaves;
    }

    private static void Flip(List<Hash> hashes, int bit)
    {
        var which = bit / 256 % hashes.Count;
        var bytes = hashes[which].ToArray();
        bytes[bit / 8 % 32] ^= (byte)(1 << (bit % 8));
        hashes[which] = Hash.FromBytes(bytes);
    }
}
