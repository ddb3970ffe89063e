using Entente.Cli.Output;
using Entente.Transparency;

namespace Entente.Cli.Verify;

/// <summary>What the recipient has stated about a log: that it held every entry below a size at a time.</summary>
internal sealed record Receipt(long Size, DateTimeOffset At)
{
    /// <summary>Verifies a cosigned checkpoint, and that the log as it is now goes on from it.</summary>
    /// <exception cref="Failure">It is missing, not validly signed, or about another history.</exception>
    public static Receipt Verify(byte[] receipt, byte[] note, NoteVerifier log, NoteVerifier witness, TileFolder tiles)
    {
        var verdict = SignedCheckpoints.Verify(receipt, log, witness);
        if (verdict.Checkpoint is not { } signed) throw new Failure(verdict.Code!, verdict.Detail!, null, ExitCode.No);
        if (verdict.CosignedAt is not { } at)
        {
            throw new Failure("receipt-missing", $"there is no cosignature by `{witness.Name}`", null, ExitCode.No);
        }

        var goesOn = ConsistencyChecker.Check(signed, note, log, tiles);
        return goesOn.IsAccepted
            ? new Receipt(signed.Size, at)
            : throw new Failure(goesOn.Code!, $"receipt of size {signed.Size}: {goesOn.Detail}", null, ExitCode.No);
    }
}
