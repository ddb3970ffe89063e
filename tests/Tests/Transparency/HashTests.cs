using CsCheck;
using Entente.Transparency;
using Xunit;
using Hash = Entente.Transparency.Hash;

namespace Entente.Tests.Transparency;

public class HashTests
{
    [Fact]
    public void Every_way_out_leads_back_to_the_same_hash() => Gen.Byte.Array[32].Sample(bytes =>
    {
        var hash = Hash.FromBytes(bytes);
        Assert.Equal(bytes, hash.ToArray());
        Assert.Equal(Convert.ToHexStringLower(bytes), hash.ToString());
        Assert.True(Hash.TryParseBase64(hash.ToBase64(), out var parsed));
        Assert.True(parsed == hash && parsed.Equals((object)hash) && parsed.GetHashCode() == hash.GetHashCode());
        var copy = new byte[33];
        Assert.True(hash.TryCopyTo(copy));
        Assert.Equal(bytes, copy[..32]);
        bytes[bytes[0] % 32] ^= 1;
        Assert.True(Hash.FromBytes(bytes) != hash);
    });

    [Fact]
    public void Only_32_bytes_are_a_hash()
    {
        Assert.Throws<ArgumentException>(() => Hash.FromBytes(new byte[31]));
        Assert.Throws<ArgumentException>(() => Hash.FromBytes(new byte[33]));
        Assert.False(default(Hash).TryCopyTo(new byte[31]));
        Assert.Throws<ArgumentException>(() => default(Hash).CopyTo(new byte[31]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData(" 7DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFUA")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==")]
    public void Other_spellings_in_base64_are_refused(string text) => Assert.False(Hash.TryParseBase64(text, out _));

    [Fact]
    public void Reading_base64_is_total() => Gen.String.Sample(text =>
    {
        if (Hash.TryParseBase64(text, out var hash)) Assert.Equal(text, hash.ToBase64());
    });

    [Fact]
    public void A_commitment_is_over_the_salt_and_then_the_content() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[0, 3000]).Sample((salt, content) =>
        {
            var expected = System.Security.Cryptography.SHA256.HashData([.. salt, .. content]);
            Assert.Equal(Hash.FromBytes(expected), Commitment.Commit(salt, content));
        });

    [Fact]
    public void A_salt_of_another_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Commitment.Commit(new byte[31], [1]));
        Assert.Throws<ArgumentException>(() => Commitment.Commit(new byte[33], [1]));
    }
}
