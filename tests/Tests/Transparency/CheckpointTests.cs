using System.Text;
using CsCheck;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Transparency;

public class CheckpointTests
{
    private const string Root = TesseraLog.Root15;

    [Theory]
    [InlineData($"o\n0\n{Root}\n")]
    [InlineData($"o\n9223372036854775807\n{Root}\n")]
    [InlineData($"an origin with + and spaces\n1\n{Root}\n")]
    [InlineData($"o\n1\n{Root}\nextension\n")]
    [InlineData($"o\n1\n{Root}\nextension one\nextension two\n")]
    public void What_is_read_is_what_is_written(string text)
    {
        Assert.True(Checkpoint.TryParse(text, out var checkpoint, out var fault), fault);
        Assert.Equal(text, checkpoint.ToText());
    }

    [Theory]
    [InlineData("", "a checkpoint has three lines")]
    [InlineData("o\n1\n", "a checkpoint has three lines")]
    [InlineData($"o\n1\n{Root}", "a checkpoint has three lines")]
    [InlineData($"\n1\n{Root}\n", "the origin is empty")]
    [InlineData($"o\n\n{Root}\n", "`` is not a size")]
    [InlineData($"o\n01\n{Root}\n", "`01` is not a size")]
    [InlineData($"o\n+1\n{Root}\n", "`+1` is not a size")]
    [InlineData($"o\n-1\n{Root}\n", "`-1` is not a size")]
    [InlineData($"o\n 1\n{Root}\n", "` 1` is not a size")]
    [InlineData($"o\n1.0\n{Root}\n", "`1.0` is not a size")]
    [InlineData($"o\n٣\n{Root}\n", "`٣` is not a size")]
    [InlineData($"o\n9223372036854775808\n{Root}\n", "`9223372036854775808` is not a size")]
    [InlineData("o\n1\nAAAA\n", "`AAAA` is not a root")]
    [InlineData($"o\n1\n{Root}\n\n", "an extension line is empty or unfinished")]
    [InlineData($"o\n1\n{Root}\nextension", "an extension line is empty or unfinished")]
    [InlineData($"o\n1\n{Root}\nextension\n\n", "an extension line is empty or unfinished")]
    [InlineData($"o\n1\n{Root}\n\nextension\n", "an extension line is empty or unfinished")]
    public void Malformed_checkpoints_are_refused_with_a_reason(string text, string expected)
    {
        Assert.False(Checkpoint.TryParse(text, out _, out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void Reading_is_total_and_writes_back_the_same_text()
    {
        var pieces = Gen.OneOf("o", "\n", "1", "0", Root, "\u00e9", "\n\n", " ", $"o\n1\n{Root}\n");
        Gen.OneOf(Gen.String, pieces.Array[0, 8].Select(string.Concat)).Sample(
            text =>
            {
                if (Checkpoint.TryParse(text, out var read, out var fault)) Assert.Equal(text, read.ToText());
                else Assert.NotEmpty(fault);
            },
            iter: 5000);
    }

    [Fact]
    public void A_checkpoint_verifies_with_its_cosignature()
    {
        var log = MemoryLog.Of(5);
        var verdict = Verify(log.Note);
        Assert.Null(verdict.Code);
        Assert.Equal(log.Checkpoint, verdict.Checkpoint);
        Assert.Equal(MemoryLog.CosignedAt, verdict.CosignedAt);
        Assert.Equal(new Cosignature(MemoryLog.WitnessName, MemoryLog.CosignedAt), Assert.Single(verdict.Cosignatures));
    }

    [Fact]
    public void Unknown_keys_are_ignored()
    {
        using var stranger = SigningKey.FromSeed(MemoryLog.Seed(3));
        var note = Read(MemoryLog.Of(5).Note);
        var other = NoteSigner.ForCosigner("stranger.example/witness", stranger);
        var more = SignedCheckpoints.Cosign(note, other, MemoryLog.CosignedAt);
        var otherId = new NoteSignature(MemoryLog.Origin, 1, new byte[] { 1 });
        var otherName = new NoteSignature("x", MemoryLog.LogSigner.Verifier.KeyId, new byte[64]);
        more = more with { Signatures = [.. more.Signatures, otherId, otherName] };
        var verdict = SignedCheckpoints.Verify(more.ToBytes(), MemoryLog.LogSigner.Verifier);
        Assert.Equal(5, verdict.Checkpoint?.Size);
        Assert.Null(verdict.CosignedAt);
        Assert.Empty(verdict.Cosignatures);
    }

    [Fact]
    public void A_known_key_whose_signature_fails_refuses_the_whole_note()
    {
        var note = Read(MemoryLog.Of(5).Note);
        foreach (var key in new[] { MemoryLog.LogSigner.Verifier, MemoryLog.WitnessSigner.Verifier })
        {
            foreach (var length in new[] { 1, 64, 72, 2000 })
            {
                var bad = new NoteSignature(key.Name, key.KeyId, new byte[length]);
                var worse = note with { Signatures = note.Signatures.Add(bad) };
                var verdict = Verify(worse.ToBytes());
                Assert.Equal("checkpoint-signature", verdict.Code);
                Assert.Null(verdict.Checkpoint);
            }
        }
    }

    [Fact]
    public void Each_refusal_has_its_code()
    {
        var log = MemoryLog.Of(5);
        var note = Read(log.Note);
        var key = MemoryLog.LogSigner.Verifier;
        Assert.Equal("checkpoint-malformed", SignedCheckpoints.Verify([], key).Code);
        var text = "text\n";
        var noCheckpoint = new SignedNote(text, [MemoryLog.LogSigner.Sign(text, null)]);
        Assert.Equal("checkpoint-malformed", SignedCheckpoints.Verify(noCheckpoint.ToBytes(), key).Code);
        var other = NoteVerifier.ForLog("other.example", MemoryLog.LogKey.VerificationKey);
        Assert.Equal("checkpoint-origin", SignedCheckpoints.Verify(log.Note, other).Code);
        var unsigned = note with { Signatures = [note.Signatures[1]] };
        Assert.Equal("checkpoint-unsigned", SignedCheckpoints.Verify(unsigned.ToBytes(), key).Code);
        var wrongKey = NoteVerifier.ForLog(MemoryLog.Origin, MemoryLog.WitnessKey.VerificationKey);
        Assert.Equal("checkpoint-unsigned", SignedCheckpoints.Verify(log.Note, wrongKey).Code);
        var changed = note with { Text = note.Text.Replace("\n5\n", "\n6\n", StringComparison.Ordinal) };
        Assert.Equal("checkpoint-signature", SignedCheckpoints.Verify(changed.ToBytes(), key).Code);
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_a_signed_checkpoint_is_noticed()
    {
        var note = MemoryLog.Of(5).Note;
        for (var bit = 0; bit < note.Length * 8; bit++)
        {
            byte[] changed = [.. note];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            // A line whose name or id changed is an unknown key's: then the signature asked for is missing.
            var verdict = Verify(changed);
            Assert.False(verdict is { Checkpoint: not null, CosignedAt: not null }, $"bit {bit} was not noticed");
        }
    }

    [Fact]
    public void Extension_lines_are_signed_and_cosigned_too()
    {
        var log = MemoryLog.Of(5);
        var extended = log.Checkpoint with { Extensions = "extension\n" };
        var note = SignedCheckpoints.Sign(extended, MemoryLog.LogSigner);
        note = SignedCheckpoints.Cosign(note, MemoryLog.WitnessSigner, MemoryLog.CosignedAt);
        var (key, witness) = (MemoryLog.LogSigner.Verifier, MemoryLog.WitnessSigner.Verifier);
        var verdict = SignedCheckpoints.Verify(note.ToBytes(), key, witness);
        Assert.Equal(extended, verdict.Checkpoint);
        Assert.Equal(MemoryLog.CosignedAt, verdict.CosignedAt);
        var without = note with { Text = log.Checkpoint.ToText() };
        Assert.Equal("checkpoint-signature", SignedCheckpoints.Verify(without.ToBytes(), key, witness).Code);
    }

    [Fact]
    public void The_latest_of_a_cosigners_times_counts()
    {
        var note = Read(MemoryLog.Of(5).Note);
        note = SignedCheckpoints.Cosign(note, MemoryLog.WitnessSigner, MemoryLog.CosignedAt.AddHours(1));
        note = SignedCheckpoints.Cosign(note, MemoryLog.WitnessSigner, MemoryLog.CosignedAt.AddMinutes(1));
        var verdict = Verify(note.ToBytes());
        Assert.Equal(MemoryLog.CosignedAt.AddHours(1), verdict.CosignedAt);
        Assert.Single(verdict.Cosignatures);
    }

    [Fact]
    public void Keys_serve_in_their_own_role_only()
    {
        var log = MemoryLog.Of(5);
        var (key, witness) = (MemoryLog.LogSigner.Verifier, MemoryLog.WitnessSigner.Verifier);
        Assert.Throws<ArgumentException>(() => SignedCheckpoints.Verify(log.Note, witness));
        Assert.Throws<ArgumentException>(() => SignedCheckpoints.Verify(log.Note, key, key));
        Assert.Throws<ArgumentException>(() => SignedCheckpoints.Sign(log.Checkpoint, MemoryLog.WitnessSigner));
        var other = log.Checkpoint with { Origin = "other.example" };
        Assert.Throws<ArgumentException>(() => SignedCheckpoints.Sign(other, MemoryLog.LogSigner));
    }

    [Fact]
    public void Verification_is_total() =>
        Gen.Byte.Array[0, 300].Sample(bytes => Assert.NotNull(Verify(bytes).Code));

    private static CheckpointVerdict Verify(byte[] note) =>
        SignedCheckpoints.Verify(note, MemoryLog.LogSigner.Verifier, MemoryLog.WitnessSigner.Verifier);

    private static SignedNote Read(byte[] note) => SignedNoteTests.Parse(Encoding.UTF8.GetString(note));
}
