using Entente.Transparency;

namespace Entente.Exchange.Ports;

/// <summary>
/// Keeps channels, their decision queues, and logs. Writes are durable when the task completes and atomic per call.
/// There is one writer a log: a commit that starts from another size than the log has is refused with
/// <see cref="LogMovedException"/> and changes nothing.
/// </summary>
public interface ILedgerStore
{
    /// <summary>
    /// Opens a channel, or returns the one that is open for the same agreement, parties and realm. Every object of
    /// the realm is put into a new channel's queue in the same transaction.
    /// </summary>
    Task<ChannelRow> OpenChannelAsync(ChannelRow channel, CancellationToken cancellation);

    /// <summary>All open channels, ordered by origin.</summary>
    Task<IReadOnlyList<ChannelRow>> ListChannelsAsync(CancellationToken cancellation);

    /// <summary>The oldest entries of a channel's decision queue. Taking removes nothing: the commit does.</summary>
    Task<IReadOnlyList<PendingRow>> PeekPendingAsync(ChannelRow channel, int countMax, CancellationToken cancellation);

    /// <summary>How many objects wait for a decision in a channel.</summary>
    Task<long> CountPendingAsync(ChannelRow channel, CancellationToken cancellation);

    /// <summary>Writes a settled batch of an open channel, about objects that are stored, all or nothing.</summary>
    Task CommitAsync(LedgerCommit commit, CancellationToken cancellation);

    /// <summary>The head of a log; null when it has no commit yet.</summary>
    Task<LogHead?> FindHeadAsync(Realm realm, string origin, CancellationToken cancellation);

    /// <summary>The heads of all logs of one kind.</summary>
    Task<IReadOnlyList<LogHead>> ListHeadsAsync(LogKind kind, CancellationToken cancellation);

    /// <summary>
    /// Tile hashes of a level, from an index on, at most as many as asked for (tlog-tiles; level 0 is leaf hashes).
    /// </summary>
    Task<IReadOnlyList<Hash>> ReadHashesAsync(
        Realm realm, string origin, int level, long from, int count, CancellationToken cancellation);

    /// <summary>Entries from an index on, in order, without released bytes.</summary>
    Task<IReadOnlyList<LogEntryRow>> ReadEntriesAsync(
        Realm realm, string origin, long from, int count, CancellationToken cancellation);

    /// <summary>A page of what a channel released, with bytes: one index range of the channel's log.</summary>
    Task<IReadOnlyList<ReleasedObject>> ReadReleasedAsync(ReleasedQuery query, CancellationToken cancellation);

    /// <summary>
    /// What is known in a channel about each of some object ids. Facts only: what they mean is decided elsewhere.
    /// </summary>
    Task<IReadOnlyDictionary<string, ReferenceFacts>> ReadReferencesAsync(
        ChannelRow channel, IReadOnlyCollection<string> objectIds, CancellationToken cancellation);

    /// <summary>The decisions about all versions of one object in a channel, newest version first.</summary>
    Task<IReadOnlyList<DecisionRow>> FindDecisionsAsync(
        ChannelRow channel, string objectId, CancellationToken cancellation);

    /// <summary>The decisions of a channel with one outcome, newest first; all outcomes when it is null.</summary>
    Task<IReadOnlyList<DecisionRow>> ListDecisionsAsync(
        ChannelRow channel, string? outcome, int countMax, CancellationToken cancellation);

    /// <summary>
    /// The decisions of a channel counted by outcome and by verdict, for the account that people read.
    /// </summary>
    Task<IReadOnlyList<DecisionCount>> CountDecisionsAsync(ChannelRow channel, CancellationToken cancellation);

    /// <summary>Keeps a verified receipt; the same one twice is one.</summary>
    Task SaveReceiptAsync(Realm realm, string origin, ReceiptRow receipt, CancellationToken cancellation);

    /// <summary>The receipt of the greatest size that a cosigner gave; null when it gave none.</summary>
    Task<ReceiptRow?> FindReceiptAsync(Realm realm, string origin, string cosigner, CancellationToken cancellation);
}
