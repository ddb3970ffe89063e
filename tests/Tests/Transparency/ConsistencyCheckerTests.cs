using Entente.Transparency;
using Xunit;

namespace Entente.Tests.Transparency;

public class ConsistencyCheckerTests
{
    private static readonly NoteVerifier Key = MemoryLog.LogSigner.Verifier;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 7)]
    [InlineData(1, 7)]
    [InlineData(7, 7)]
    [InlineData(256, 300)]
    [InlineData(299, 300)]
    public void A_log_that_grew_is_accepted(int before, int after)
    {
        var (old, log) = (MemoryLog.Of(before), MemoryLog.Of(after));
        var proof = TreeProofs.Consistency(before, after, log);
        foreach (var verdict in new[]
        {
            ConsistencyChecker.Check(old.Checkpoint, log.Note, Key, proof),
            ConsistencyChecker.Check(old.Checkpoint, log.Note, Key, log),
            ConsistencyChecker.Check(null, log.Note, Key, []),
            ConsistencyChecker.Check(null, log.Note, Key, log),
        })
        {
            Assert.True(verdict.IsAccepted, verdict.Detail);
            Assert.False(verdict.IsMisbehaviour);
            Assert.Equal(log.Checkpoint, verdict.Checkpoint);
        }
    }

    [Fact]
    public void A_smaller_log_rolled_back()
    {
        var verdict = ConsistencyChecker.Check(MemoryLog.Of(8).Checkpoint, MemoryLog.Of(7).Note, Key, []);
        Assert.Equal(ConsistencyChecker.RolledBack, verdict.Code);
        Assert.True(verdict.IsMisbehaviour);
        Assert.Equal(7, verdict.Checkpoint?.Size);
    }

    [Fact]
    public void The_same_size_with_another_root_forked()
    {
        var verdict = ConsistencyChecker.Check(MemoryLog.Of(7).Checkpoint, MemoryLog.Of(7, "!").Note, Key, []);
        Assert.Equal(ConsistencyChecker.Forked, verdict.Code);
        Assert.True(verdict.IsMisbehaviour);
    }

    [Fact]
    public void A_proof_that_fails_is_not_yet_a_proof_of_a_fork()
    {
        var (old, log) = (MemoryLog.Of(300), MemoryLog.Of(700, "!"));
        var verdict = ConsistencyChecker.Check(old.Checkpoint, log.Note, Key, TreeProofs.Consistency(300, 700, log));
        Assert.Equal(ConsistencyChecker.Inconsistent, verdict.Code);
        Assert.False(verdict.IsMisbehaviour);
        Assert.Equal(ConsistencyChecker.Inconsistent, ConsistencyChecker.Check(old.Checkpoint, log.Note, Key, []).Code);
    }

    [Fact]
    public void The_tiles_prove_the_fork()
    {
        var (old, log) = (MemoryLog.Of(300), MemoryLog.Of(700, "!"));
        var verdict = ConsistencyChecker.Check(old.Checkpoint, log.Note, Key, log);
        Assert.Equal(ConsistencyChecker.Forked, verdict.Code);
        Assert.True(verdict.IsMisbehaviour);
    }

    [Fact]
    public void Tiles_that_do_not_give_the_signed_root_prove_nothing()
    {
        var log = MemoryLog.Of(700);
        log.Files["tile/0/000"][0] ^= 1;
        var verdict = ConsistencyChecker.Check(MemoryLog.Of(300).Checkpoint, log.Note, Key, log);
        Assert.Equal(ConsistencyChecker.TilesMismatch, verdict.Code);
        log.Files.Remove("tile/0/000");
        verdict = ConsistencyChecker.Check(MemoryLog.Of(300).Checkpoint, log.Note, Key, log);
        Assert.Equal(ConsistencyChecker.TilesMismatch, verdict.Code);
        Assert.False(verdict.IsMisbehaviour);
    }

    [Fact]
    public void A_proof_where_none_belongs_is_refused()
    {
        var log = MemoryLog.Of(7);
        foreach (var last in new[] { null, MemoryLog.Of(0).Checkpoint, log.Checkpoint })
        {
            var verdict = ConsistencyChecker.Check(last, log.Note, Key, [log.Root]);
            Assert.Equal(ConsistencyChecker.Inconsistent, verdict.Code);
        }
    }

    [Fact]
    public void An_empty_log_has_the_root_of_the_empty_tree()
    {
        var log = MemoryLog.Of(7);
        var note = SignedCheckpoints.Sign(new Checkpoint(MemoryLog.Origin, 0, log.Root), MemoryLog.LogSigner).ToBytes();
        Assert.Equal(ConsistencyChecker.Inconsistent, ConsistencyChecker.Check(null, note, Key, []).Code);
    }

    [Fact]
    public void A_checkpoint_that_is_not_the_logs_keeps_its_code()
    {
        var log = MemoryLog.Of(7);
        var other = NoteVerifier.ForLog("other.example", MemoryLog.LogKey.VerificationKey);
        Assert.Equal("checkpoint-origin", ConsistencyChecker.Check(null, log.Note, other, []).Code);
        Assert.Equal("checkpoint-malformed", ConsistencyChecker.Check(null, [], Key, []).Code);
        var wrong = NoteVerifier.ForLog(MemoryLog.Origin, MemoryLog.WitnessKey.VerificationKey);
        Assert.Equal("checkpoint-unsigned", ConsistencyChecker.Check(null, log.Note, wrong, []).Code);
        var changed = log.Note;
        changed[MemoryLog.Origin.Length + 1] ^= 1;
        var verdict = ConsistencyChecker.Check(null, changed, Key, []);
        Assert.Equal("checkpoint-signature", verdict.Code);
        Assert.Null(verdict.Checkpoint);
        Assert.Throws<ArgumentException>(() => ConsistencyChecker.Check(log.Checkpoint, log.Note, other, []));
    }
}
