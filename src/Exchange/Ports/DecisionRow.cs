namespace Entente.Exchange.Ports;

/// <summary>The latest decision about one object version in one channel.</summary>
/// <param name="ObjectId">The object's own id.</param>
/// <param name="Version">The object's own version.</param>
/// <param name="Type">The STIX type.</param>
/// <param name="Outcome">permit, transform, hold or deny.</param>
/// <param name="Verdict">The operator's rendering of the verdict: canonical JSON with every reason.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="DecisionIndex">The index of its entry in the decision log.</param>
/// <param name="ReleasedId">The id under which it left; null when it did not.</param>
/// <param name="EntryIndex">The index in the channel's log; null when it did not leave.</param>
public sealed record DecisionRow(
    string ObjectId,
    string Version,
    string Type,
    string Outcome,
    string Verdict,
    DateTimeOffset DecidedAt,
    long DecisionIndex,
    string? ReleasedId,
    long? EntryIndex)
{
    /// <summary>Whether the recipient has the object after this decision: it leaves, or it gave it itself.</summary>
    public bool IsWithRecipient { get; init; } = EntryIndex is not null;
}
