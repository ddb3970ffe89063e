using System.Text;
using Entente.Transparency;
using Xunit;
using static Entente.Tests.Transparency.TesseraLog;

namespace Entente.Tests.Transparency;

/// <summary>Everything that we make for Tessera's entries and key is byte for byte what Tessera published.</summary>
public class TesseraLogTests
{
    [Theory]
    [InlineData(0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData(1, "0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=")]
    [InlineData(2, "T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=")]
    [InlineData(3, "Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=")]
    [InlineData(5, "gy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZQ=")]
    [InlineData(7, "IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=")]
    [InlineData(8, "bC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=")]
    [InlineData(15, Root15)]
    public void Roots(int size, string expected) => Assert.Equal(expected, TreeProofs.Root(size, Open()).ToBase64());

    [Fact]
    public void The_first_bundle()
    {
        var bundle = MemoryLog.Of(Entries[..3]).Files["tile/entries/000.p/3"];
        Assert.Equal("00036f6e65000374776f00057468726565", Convert.ToHexStringLower(bundle));
    }

    [Fact]
    public void The_leaf_tile()
    {
        var tile = Open().Files["tile/0/000.p/15"];
        Assert.Equal(15 * 32, tile.Length);
        Assert.Equal(MerkleTree.HashLeaf("one"u8), Hash.FromBytes(tile.AsSpan(0, 32)));
        Assert.Equal(MerkleTree.HashLeaf("fivten"u8), Hash.FromBytes(tile.AsSpan(14 * 32, 32)));
    }

    [Fact]
    public void Checkpoints_are_signed_to_the_same_bytes()
    {
        Assert.True(PrivateKeyText.TryParse(PrivateKey, out var name, out var key));
        using var owned = key;
        Assert.Equal(Origin, name);
        var signer = NoteSigner.ForLog(name, key);
        Assert.Equal(PublicKey, signer.Verifier.ToString());
        var checkpoint15 = new Checkpoint(Origin, 15, Open().Root);
        Assert.Equal(Checkpoint15, checkpoint15.ToText());
        Assert.Equal(Note15, Encoding.UTF8.GetString(SignedCheckpoints.Sign(checkpoint15, signer).ToBytes()));
        var checkpoint0 = new Checkpoint(Origin, 0, MerkleTree.EmptyRoot);
        Assert.Equal(Note0, Encoding.UTF8.GetString(SignedCheckpoints.Sign(checkpoint0, signer).ToBytes()));
    }

    [Fact]
    public void Checkpoints_verify_with_the_published_key()
    {
        Assert.True(NoteVerifier.TryParse(PublicKey, out var key));
        Assert.Equal(0x33d7b496u, key.KeyId);
        var verdict = SignedCheckpoints.Verify(Encoding.UTF8.GetBytes(Note15), key);
        Assert.Equal(new Checkpoint(Origin, 15, ToHash(Root15)), verdict.Checkpoint);
        Assert.Equal(0, SignedCheckpoints.Verify(Encoding.UTF8.GetBytes(Note0), key).Checkpoint?.Size);
    }

    [Theory]
    [InlineData(
        4, 7, "yiM+eia4w1wsk/Ukx7kF56IQVkDW3MWUaUz/VtJu+yU=", "2Q0P5jSR+TdkwdXWyx+GbBWX0KZbNZkWzCjyTPSozsw=",
        "zY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=")]
    [InlineData(
        14, 15, "GiUtVP0XhIaZ/fl7ReMLgw+9YUtjFAt8kaTdfOe2u/I=", "3cFRCtyHVxAUTugFyRgo30efbl+BVxdTQDIGg5H61SA=",
        "bC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=")]
    public void Inclusion_proofs(int index, int size, params string[] expected)
    {
        var log = Open();
        Assert.Equal(Hashes(expected), TreeProofs.Inclusion(index, size, log));
        Assert.True(MerkleTree.VerifyInclusion(
            index, size, log.Leaves[index], Hashes(expected), TreeProofs.Root(size, log)));
    }

    [Fact]
    public void The_fifth_leaf() =>
        Assert.Equal("zMKa4OAqd7D0V4wawXST15z0JiEEkprIBPkfxOesWvA=", Open().Leaves[4].ToBase64());

    [Theory]
    [InlineData(
        3, 7, "Zx8UbF5HHooag6PCFM5LqQe486WIjRTMjNPOdbsS75Q=", "9xWrP6pdBx5uKsS7mU1b9zWUPcw3mdoNCF55gM+5M2o=",
        "T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=", "wVNSoGEUdzQTVZfXnUuDiK7m3gJ5rbJqmQx/6vHF+yA=")]
    [InlineData(4, 7, "wVNSoGEUdzQTVZfXnUuDiK7m3gJ5rbJqmQx/6vHF+yA=")]
    [InlineData(
        6, 15, "ycRkkNklus5eMVRUvkD1pK321vMrA+jjOiZKU8aOcY4=", "nk9gCR+floFqznAPtqjjcnnV64dge2jQB95D5t164Hg=",
        "zY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=", "5jLpqTgjsBDSEX6SgZiRnbTMdTuRd8bQ5tSsAOxe0Ks=")]
    public void Consistency_proofs(int size1, int size2, params string[] expected)
    {
        var log = Open();
        Assert.Equal(Hashes(expected), TreeProofs.Consistency(size1, size2, log));
        Assert.True(MerkleTree.VerifyConsistency(
            size1, size2, TreeProofs.Root(size1, log), TreeProofs.Root(size2, log), Hashes(expected)));
    }

    [Fact]
    public void The_whole_log_verifies()
    {
        var log = Open();
        Assert.True(NoteVerifier.TryParse(PublicKey, out var key));
        var verdict = LogVerifier.Verify(Encoding.UTF8.GetBytes(Note15), key, [], log, log.ReadBundle);
        Assert.True(verdict.IsSound, string.Join(", ", verdict.Faults));
    }
}
