namespace Entente.Exchange.Ports;

/// <summary>
/// What settling a batch of pending objects of one channel writes, all or nothing: the channel's new entries, the
/// decision log's new entries, the decisions themselves, and the queue's changes.
/// </summary>
/// <param name="Channel">The channel.</param>
/// <param name="Appends">One append a log that is touched.</param>
/// <param name="Decisions">The decisions.</param>
/// <param name="Settled">The queue entries that are done.</param>
/// <param name="Awaited">Object ids that a withheld object refers to: it is queued again when one of them is released.</param>
public sealed record LedgerCommit(
    ChannelRow Channel,
    IReadOnlyList<LogAppend> Appends,
    IReadOnlyList<DecisionRow> Decisions,
    IReadOnlyList<PendingRow> Settled,
    IReadOnlyList<AwaitedReference> Awaited);
