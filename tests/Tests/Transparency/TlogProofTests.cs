using System.Text;
using CsCheck;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Transparency;

public class TlogProofTests
{
    private const string FirstLine = "c2sp.org/tlog-proof@v1\n";

    [Fact]
    public void The_published_form_without_hashes()
    {
        var proof = Parse("c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n");
        Assert.Equal(0, proof.Index);
        Assert.Empty(proof.Hashes);
        Assert.Null(proof.Extra);
        Assert.Equal("checkpoint\n", Encoding.UTF8.GetString(proof.Checkpoint.Span));
    }

    [Fact]
    public void The_published_form_with_extra_data()
    {
        var proof = Parse($"{FirstLine}extra AAEC\nindex 10\n{TesseraLog.Root15}\n\ncheckpoint\n\n\u2014 x\n");
        Assert.Equal(10, proof.Index);
        Assert.Equal(TesseraLog.Hashes(TesseraLog.Root15), proof.Hashes);
        Assert.Equal([0, 1, 2], proof.Extra!.Value.ToArray());
        Assert.Equal("checkpoint\n\n\u2014 x\n", Encoding.UTF8.GetString(proof.Checkpoint.Span));
    }

    [Theory]
    [InlineData("", "the proof has no checkpoint")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n", "the proof has no checkpoint")]
    [InlineData("c2sp.org/tlog-proof@v2\nindex 0\n\nx\n", "the first line is not `c2sp.org/tlog-proof@v1`")]
    [InlineData("c2sp.org/tlog-proof@v1\n\nx\n", "the line with the index is missing or malformed")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 01\n\nx\n", "the line with the index is missing or malformed")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex -1\n\nx\n", "the line with the index is missing or malformed")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nx\n", "`AAAA` is not a hash")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nindex 0\n\nx\n", "`index 0` is not a hash")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra A\nindex 0\n\nx\n", "the extra data is not base64")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AAEC\n\nx\n", "the line with the index is missing or malformed")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\u00e9\n\nx\n", "the proof has a line that is not ASCII")]
    public void Malformed_proofs_are_refused_with_a_reason(string text, string expected)
    {
        Assert.False(TlogProof.TryParse(Encoding.UTF8.GetBytes(text), out _, out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void Reading_is_total_and_writes_back_the_same_bytes()
    {
        var pieces = Gen.OneOf(
            FirstLine, "index 0\n", "index 12\n", "extra AAEC\n", "extra \n", $"{TesseraLog.Root15}\n", "\n", "x");
        var texts = pieces.Array[0, 7].Select(parts => Encoding.UTF8.GetBytes(FirstLine + string.Concat(parts)));
        Gen.OneOf(Gen.Byte.Array[0, 80], texts).Sample(
            bytes =>
            {
                if (TlogProof.TryParse(bytes, out var proof, out var fault)) Assert.Equal(bytes, proof.ToBytes());
                else Assert.NotEmpty(fault);
            },
            iter: 5000);
    }

    [Fact]
    public void Too_many_hashes_are_refused()
    {
        var hashes = string.Concat(Enumerable.Repeat($"{TesseraLog.Root15}\n", 64));
        Assert.False(TlogProof.TryParse(
            Encoding.UTF8.GetBytes($"c2sp.org/tlog-proof@v1\nindex 0\n{hashes}\nx\n"), out _, out var fault));
        Assert.Equal("more than 63 hashes", fault);
    }

    [Fact]
    public void Every_entry_of_a_log_can_be_proven()
    {
        var log = MemoryLog.Of(300);
        for (var index = 0; index < log.Size; index += 7)
        {
            var proof = Parse(Encoding.UTF8.GetString(Prove(log, index).ToBytes()));
            var verdict = Verify(proof, log.Entries[index]);
            Assert.Equal(log.Checkpoint, verdict.Checkpoint);
            Assert.Equal(MemoryLog.CosignedAt, verdict.CosignedAt);
            var other = proof.Verify(log.Entries[(index + 1) % 300], MemoryLog.LogSigner.Verifier, []);
            Assert.Equal("proof-invalid", other.Code);
            Assert.Null(other.Checkpoint);
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_a_proof_is_noticed()
    {
        var log = MemoryLog.Of(13);
        var text = Prove(log, 6).ToBytes();
        for (var bit = 0; bit < text.Length * 8; bit++)
        {
            byte[] changed = [.. text];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            if (!TlogProof.TryParse(changed, out var proof, out _)) continue;
            var verdict = Verify(proof, log.Entries[6]);
            Assert.False(verdict is { Checkpoint: not null, CosignedAt: not null }, $"bit {bit} was not noticed");
        }
    }

    private static CheckpointVerdict Verify(TlogProof proof, byte[] entry) =>
        proof.Verify(entry, MemoryLog.LogSigner.Verifier, [MemoryLog.WitnessSigner.Verifier]);

    private static TlogProof Prove(MemoryLog log, int index) =>
        new(index, [.. TreeProofs.Inclusion(index, log.Size, log)], log.Note);

    private static TlogProof Parse(string text) =>
        TlogProof.TryParse(Encoding.UTF8.GetBytes(text), out var proof, out var fault)
            ? proof
            : throw new FormatException(fault);
}
