using CsCheck;
using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Transparency;

public class LogVerifierTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    public void A_sound_log_has_no_faults(int size)
    {
        var log = MemoryLog.Of(size);
        var verdict = log.Verify();
        Assert.Empty(verdict.Faults);
        Assert.True(verdict.IsSound);
        Assert.False(verdict.Truncated);
        Assert.Equal(log.Checkpoint, verdict.Checkpoint);
        Assert.Equal(MemoryLog.CosignedAt, Assert.Single(verdict.Cosignatures).At);
    }

    [Fact]
    public void A_log_of_three_levels_is_sound_and_each_upper_tile_is_compared()
    {
        var log = MemoryLog.Of(65_536 + 300);
        Assert.Empty(log.Verify().Faults);
        log.Files["tile/2/000.p/1"][5] ^= 1;
        log.Files["tile/1/001.p/1"][31] ^= 1;
        log.Files["tile/1/000"][32 * 200] ^= 1;
        Assert.Equal(
            ["tile-mismatch 51200", "tile-mismatch 0", "tile-mismatch 65536"],
            log.Verify().Faults.Select(fault => $"{fault.Code} {fault.Index}"));
    }

    [Fact]
    public void A_flipped_bit_in_any_file_is_noticed()
    {
        var files = MemoryLog.Of(600).Files.Keys.ToArray();
        Gen.Select(Gen.OneOf(files), Gen.Int[0, 1_000_000]).Sample(
            (path, bit) =>
            {
                var log = MemoryLog.Of(600);
                var bytes = log.Files[path];
                bytes[bit / 8 % bytes.Length] ^= (byte)(1 << (bit % 8));
                Assert.False(log.Verify().IsSound, $"{path} {bit}");
            },
            iter: 150);
    }

    [Fact]
    public void A_missing_or_shortened_file_is_noticed()
    {
        foreach (var path in MemoryLog.Of(600).Files.Keys)
        {
            var log = MemoryLog.Of(600);
            log.Files.Remove(path);
            var code = path.Contains("entries", StringComparison.Ordinal) ? "bundle-missing" : "tile-missing";
            Assert.Equal(code, Assert.Single(log.Verify().Faults).Code);
            log = MemoryLog.Of(600);
            log.Files[path] = log.Files[path][..^1];
            code = path.Contains("entries", StringComparison.Ordinal) ? "bundle-malformed" : "tile-malformed";
            Assert.Equal(code, Assert.Single(log.Verify().Faults).Code);
        }
    }

    [Fact]
    public void An_entry_that_was_replaced_is_named_by_its_index()
    {
        var log = MemoryLog.Of(600);
        log.Files["tile/entries/001"] = MemoryLog.Of(600, "!").Files["tile/entries/001"];
        var verdict = log.Verify();
        Assert.True(verdict.Truncated);
        Assert.Equal(
            Enumerable.Range(256, LogVerifier.FaultsDefault).Select(i => $"leaf-mismatch {i}"),
            verdict.Faults.Select(fault => $"{fault.Code} {fault.Index}"));
        Assert.Equal(256, log.Verify(10_000).Faults.Length);
        Assert.Single(log.Verify(1).Faults);
    }

    [Fact]
    public void A_rewritten_log_does_not_give_the_signed_root()
    {
        var log = MemoryLog.Of(600);
        var forged = MemoryLog.Of(600, "!");
        foreach (var (path, bytes) in forged.Files) log.Files[path] = bytes;
        var expected = new LogFault("root-mismatch", null, "the leaves do not give the root that was signed");
        Assert.Equal(expected, Assert.Single(log.Verify().Faults));
    }

    [Fact]
    public void A_checkpoint_that_is_refused_ends_the_verification()
    {
        var log = MemoryLog.Of(10);
        log.Note = MemoryLog.Of(10, "!").Note;
        log.Note[^10] ^= 1;
        var verdict = log.Verify();
        Assert.Null(verdict.Checkpoint);
        Assert.False(verdict.IsSound);
        Assert.StartsWith("checkpoint-", Assert.Single(verdict.Faults).Code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cosignature_that_is_asked_for_must_be_there()
    {
        var log = MemoryLog.Of(10);
        log.Note = SignedCheckpoints.Sign(log.Checkpoint, MemoryLog.LogSigner).ToBytes();
        var fault = Assert.Single(log.Verify().Faults);
        Assert.Equal("cosignature-missing", fault.Code);
        Assert.Contains(MemoryLog.WitnessName, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_bundles_the_tree_alone_is_verified()
    {
        var log = MemoryLog.Of(300);
        log.Files.Remove("tile/entries/000");
        var verdict = LogVerifier.Verify(log.Note, MemoryLog.LogSigner.Verifier, [], log, null);
        Assert.True(verdict.IsSound);
    }
}
