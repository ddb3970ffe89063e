using CsCheck;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Transparency;

public class KeyTests
{
    /// <summary>RFC 8032 §7.1: seed, public key, message and signature.</summary>
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    public void Signatures_are_those_of_the_standard(string seed, string publicKey, string message, string signature)
    {
        using var key = SigningKey.FromSeed(Convert.FromHexString(seed));
        Assert.Equal(publicKey, Convert.ToHexStringLower(key.VerificationKey.Bytes));
        Assert.Equal(signature, Convert.ToHexStringLower(key.Sign(Convert.FromHexString(message))));
        Assert.True(key.VerificationKey.Verify(Convert.FromHexString(message), Convert.FromHexString(signature)));
    }

    [Fact]
    public void A_flipped_bit_in_message_signature_or_key_is_noticed() =>
        Gen.Select(Gen.Byte.Array[1, 100], Gen.Int[0, 1_000_000]).Sample((message, at) =>
        {
            var key = MemoryLog.LogKey.VerificationKey;
            var signature = MemoryLog.LogKey.Sign(message);
            byte[][] parts = [[.. message], [.. signature], key.Bytes.ToArray()];
            var part = parts[at % 3];
            part[at / 3 % part.Length] ^= (byte)(1 << (at % 8));
            Assert.True(key.Verify(message, signature));
            Assert.False(VerificationKey.TryFromBytes(parts[2], out var changed) && changed.Verify(parts[0], parts[1]));
        });

    [Fact]
    public void Signatures_of_another_length_do_not_verify() => Gen.Byte.Array[0, 200].Sample(signature =>
        Assert.False(MemoryLog.LogKey.VerificationKey.Verify([1, 2, 3], signature)));

    [Fact]
    public void Seeds_and_keys_have_32_bytes()
    {
        Assert.Throws<ArgumentException>(() => SigningKey.FromSeed(new byte[31]));
        Assert.Throws<ArgumentException>(() => SigningKey.FromSeed(new byte[33]));
        Assert.False(VerificationKey.TryFromBytes(new byte[31], out _));
        Assert.False(VerificationKey.TryFromBytes(new byte[33], out _));
        Assert.False(VerificationKey.TryParseBase64("", out _));
    }

    [Fact]
    public void Keys_are_equal_by_their_bytes()
    {
        Assert.True(VerificationKey.TryParseBase64(MemoryLog.LogKey.VerificationKey.ToBase64(), out var same));
        Assert.Equal(MemoryLog.LogKey.VerificationKey, same);
        Assert.Equal(MemoryLog.LogKey.VerificationKey.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(MemoryLog.LogKey.VerificationKey, MemoryLog.WitnessKey.VerificationKey);
    }

    [Fact]
    public void A_key_that_was_disposed_of_signs_no_more()
    {
        var key = SigningKey.FromSeed(MemoryLog.Seed(9));
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign([1]));
    }

    [Fact]
    public void Private_key_text_leads_back_to_the_key() =>
        Gen.Select(Gen.Byte.Array[32], Gen.OneOf("a", "cdu.mod.jp.example/agreement", "\u540d")).Sample((seed, name) =>
        {
            var text = PrivateKeyText.Format(name, seed);
            Assert.True(PrivateKeyText.TryParse(text, out var read, out var key));
            using var expected = SigningKey.FromSeed(seed);
            Assert.Equal(name, read);
            Assert.Equal(expected.VerificationKey, key.VerificationKey);
            key.Dispose();
        });

    [Fact]
    public void A_private_key_with_any_letter_changed_is_refused()
    {
        var text = TesseraLog.PrivateKey;
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (char)(text[i] ^ 1) + text[(i + 1)..];
            Assert.False(PrivateKeyText.TryParse(changed, out _, out _), changed);
        }

        Assert.False(PrivateKeyText.TryParse(text + "\n", out _, out _));
        Assert.False(PrivateKeyText.TryParse(text[..^1], out _, out _));
        Assert.Throws<ArgumentException>(() => PrivateKeyText.Format("a b", MemoryLog.Seed(1)));
    }

    [Fact]
    public void A_verifier_key_leads_back_to_itself()
    {
        foreach (var verifier in new[] { MemoryLog.LogSigner.Verifier, MemoryLog.WitnessSigner.Verifier })
        {
            Assert.True(NoteVerifier.TryParse(verifier.ToString(), out var read));
            Assert.Equal(verifier.ToString(), read.ToString());
            Assert.Equal((verifier.Name, verifier.KeyId), (read.Name, read.KeyId));
            Assert.Equal(verifier.IsCosigner, read.IsCosigner);
        }
    }

    [Fact]
    public void A_verifier_key_with_any_letter_changed_is_refused()
    {
        var text = TesseraLog.PublicKey;
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (char)(text[i] ^ 1) + text[(i + 1)..];
            Assert.False(NoteVerifier.TryParse(changed, out _), changed);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("name+00000000+")]
    [InlineData("name+zzzzzzzz+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    public void Malformed_verifier_keys_are_refused(string text) => Assert.False(NoteVerifier.TryParse(text, out _));

    [Fact]
    public void Reading_keys_is_total() => Gen.String.Sample(text =>
    {
        _ = NoteVerifier.TryParse(text, out _);
        _ = PrivateKeyText.TryParse(text, out _, out _);
        _ = PrivateKeyText.TryParse("PRIVATE+KEY+" + text, out _, out _);
        _ = VerificationKey.TryParseBase64(text, out _);
    });

    [Fact]
    public void A_signer_needs_a_name_that_a_note_can_hold()
    {
        Assert.Throws<ArgumentException>(() => NoteSigner.ForLog("a b", MemoryLog.LogKey));
        Assert.Throws<ArgumentException>(() => NoteSigner.ForCosigner("", MemoryLog.LogKey));
    }

    [Fact]
    public void A_cosigner_states_a_time_and_a_log_does_not()
    {
        Assert.Throws<ArgumentException>(() => MemoryLog.LogSigner.Sign("text\n", MemoryLog.CosignedAt));
        Assert.Throws<ArgumentException>(() => MemoryLog.WitnessSigner.Sign("text\n", null));
        Assert.Throws<ArgumentException>(() => MemoryLog.LogSigner.Sign("text", null));
        Assert.Throws<ArgumentException>(() => MemoryLog.LogSigner.Sign("te\rxt\n", null));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => MemoryLog.WitnessSigner.Sign("text\n", DateTimeOffset.UnixEpoch.AddSeconds(-1)));
    }
}
