using System.Collections.Immutable;

namespace Entente.Transparency;

/// <summary>What the verification of a whole log found.</summary>
/// <param name="Checkpoint">The checkpoint, when its signature verifies; otherwise nothing else was checked.</param>
/// <param name="Cosignatures">The cosignatures by the keys asked for.</param>
/// <param name="Faults">Everything that does not verify, in order, up to the limit; empty for a sound log.</param>
/// <param name="Truncated">Whether the limit was reached, so that there may be more.</param>
public sealed record LogVerdict(
    Checkpoint? Checkpoint, ImmutableArray<Cosignature> Cosignatures, ImmutableArray<LogFault> Faults, bool Truncated)
{
    /// <summary>Whether the log is sound: signed, and every byte of it is what was signed.</summary>
    public bool IsSound => Checkpoint is not null && Faults.IsEmpty;
}
