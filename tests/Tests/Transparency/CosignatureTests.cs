using System.Buffers.Binary;
using CsCheck;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Transparency;

public class CosignatureTests
{
    private const string RomeText = "rome2026h1.example.org\n300\n";

    /// <summary>
    /// Lines that other software made: two of Sunlight's test data, one made with the published seed.
    /// </summary>
    [Theory]
    [InlineData(
        "witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN",
        $"{RomeText}lCkHUpkmVBEms2r2T1K6Og69+wUuuN3MIEW1/ezu2v0=\n",
        "uKLPIAAAAABpVGeAhm2bOvKc3LaB9PFN1ruG19Y5yqslmcAAbhftnn1Zznmo0LXFZq4LGvqKqLX8jWlwLKasxEGTLIqAVusneCBmBw==",
        1767139200)]
    [InlineData(
        "mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O",
        $"{RomeText}gw31yQrqZZCcEOPrzX+bpy3nJ6QgngTKn8G1m0i62uU=\n",
        "P7FI7wAAAABpVGeAjA1S4pJm6MbcXjX7UUImu4azZtrfcVW2uyr/LXIYlwEJzXC0N0EiZkbqfLdXt/4gVEEuGmxJjAfXKMCISpsJAg==",
        1767139200)]
    [InlineData(
        "witness.example/w1+e75f6532+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        $"{TesseraLog.Origin}\n15\n{TesseraLog.Root15}\n",
        "519lMgAAAABlU/EA8Ksalh7kTmlIFPRO/50jC8JyWktgWjbjpb8ZCaY7/1Pyo/Js5iv0m/SL/Pgn8ExkAr34GAbhHPwm6x2I0VpoBA==",
        1700000000)]
    public void Cosignatures_by_others_verify(string vkey, string text, string blob, long seconds)
    {
        Assert.True(NoteVerifier.TryParse(vkey, out var key));
        Assert.True(key.IsCosigner);
        var signature = SignedNote.ReadLine($"\u2014 {key.Name} {blob}");
        Assert.NotNull(signature);
        Assert.True(key.Claims(signature.Value));
        Assert.True(key.Verify(text, signature.Value, out var at));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(seconds), at);
        Assert.Equal($"\u2014 {key.Name} {blob}", SignedNote.WriteLine(signature.Value));
    }

    [Fact]
    public void Our_cosignature_is_the_published_one()
    {
        byte[] seed = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        using var key = SigningKey.FromSeed(seed);
        var signer = NoteSigner.ForCosigner("witness.example/w1", key);
        Assert.Equal(
            "witness.example/w1+e75f6532+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", signer.Verifier.ToString());
        var signature = signer.Sign(TesseraLog.Checkpoint15, DateTimeOffset.FromUnixTimeSeconds(1700000000));
        Assert.Equal(
            "\u2014 witness.example/w1 "
            + "519lMgAAAABlU/EA8Ksalh7kTmlIFPRO/50jC8JyWktgWjbjpb8ZCaY7/1Pyo/Js5iv0m/SL/Pgn8ExkAr34GAbhHPwm6x2I0VpoBA==",
            SignedNote.WriteLine(signature));
    }

    [Fact]
    public void A_flipped_bit_in_text_time_or_signature_is_noticed() =>
        Gen.Select(Gen.Long[0, 4_000_000_000], Gen.Int[0, 1_000_000]).Sample((seconds, at) =>
        {
            var text = TesseraLog.Checkpoint15;
            var signature = MemoryLog.WitnessSigner.Sign(text, DateTimeOffset.FromUnixTimeSeconds(seconds));
            var key = MemoryLog.WitnessSigner.Verifier;
            Assert.True(key.Verify(text, signature, out var time));
            Assert.Equal(seconds, time?.ToUnixTimeSeconds());
            var blob = signature.Blob.ToArray();
            blob[at / 8 % blob.Length] ^= (byte)(1 << (at % 8));
            Assert.False(key.Verify(text, signature with { Blob = blob }, out time));
            Assert.Null(time);
            var letters = text.ToCharArray();
            letters[at / 8 % letters.Length] ^= (char)(1 << (at % 8));
            Assert.False(key.Verify(new string(letters), signature, out _));
        });

    [Fact]
    public void A_time_beyond_the_calendar_does_not_verify()
    {
        var signature = MemoryLog.WitnessSigner.Sign("text\n", MemoryLog.CosignedAt);
        foreach (var seconds in new[] { ulong.MaxValue, (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds() + 1 })
        {
            var blob = signature.Blob.ToArray();
            BinaryPrimitives.WriteUInt64BigEndian(blob, seconds);
            Assert.False(MemoryLog.WitnessSigner.Verifier.Verify("text\n", signature with { Blob = blob }, out _));
        }
    }

    [Fact]
    public void A_logs_signature_is_no_cosignature()
    {
        // The same key in both roles, which nobody should have: the two must still not stand for each other.
        var asLog = NoteSigner.ForLog("a", MemoryLog.LogKey);
        var asCosigner = NoteSigner.ForCosigner("a", MemoryLog.LogKey);
        Assert.NotEqual(asLog.Verifier.KeyId, asCosigner.Verifier.KeyId);
        var signature = asLog.Sign("text\n", null);
        var claimed = signature with { KeyId = asCosigner.Verifier.KeyId };
        Assert.False(asCosigner.Verifier.Verify("text\n", claimed, out _));
        var cosignature = asCosigner.Sign("text\n", MemoryLog.CosignedAt);
        Assert.False(asLog.Verifier.Verify("text\n", cosignature with { KeyId = asLog.Verifier.KeyId }, out _));
    }

    [Fact]
    public void Verification_of_any_blob_is_total() => Gen.Byte.Array[0, 100].Sample(blob =>
    {
        foreach (var key in new[] { MemoryLog.LogSigner.Verifier, MemoryLog.WitnessSigner.Verifier })
        {
            Assert.False(key.Verify("text\n", new NoteSignature(key.Name, key.KeyId, blob), out _));
        }
    });
}
