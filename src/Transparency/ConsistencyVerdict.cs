namespace Entente.Transparency;

/// <summary>Whether a log's new checkpoint goes on from the one that was verified before.</summary>
/// <param name="Checkpoint">
/// The new checkpoint. It is set whenever its signature verifies, also when it is refused, because a signed checkpoint
/// that contradicts an earlier one is evidence.
/// </param>
/// <param name="Code">
/// The stable code of the refusal (see <see cref="ConsistencyChecker"/>); null when it is accepted.
/// </param>
/// <param name="Detail">What was found; null when nothing is wrong.</param>
public sealed record ConsistencyVerdict(Checkpoint? Checkpoint, string? Code, string? Detail)
{
    /// <summary>Whether the new checkpoint may replace the last one.</summary>
    public bool IsAccepted => Code is null;

    /// <summary>
    /// Whether the log itself is at fault, proven by its own signatures (and the tiles, for another size): it rolled
    /// back or showed two histories. False for everything that a broken connection or server can cause too.
    /// </summary>
    public bool IsMisbehaviour => Code is ConsistencyChecker.RolledBack or ConsistencyChecker.Forked;
}
