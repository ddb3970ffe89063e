namespace Entente.Exchange.Ports;

/// <summary>
/// Keeps what partners without a node of their own add to their inboxes, and what they were told about it. Writes are
/// durable when the task completes and atomic per call.
/// </summary>
public interface IInboxStore
{
    /// <summary>
    /// What counts for each object besides its bytes: decisions about it, entries of logs, places in indexes.
    /// </summary>
    const int BesideObjectBytes = 1024;

    /// <summary>What counts for each addition besides what was told about its objects.</summary>
    const int BesideAdditionBytes = 256;

    /// <summary>
    /// Stores objects that a partner adds under an agreement, queued for our own channels like any other. One outcome a
    /// row, in order.
    /// </summary>
    /// <param name="rows">The objects, all of one partner under one agreement in one realm.</param>
    /// <param name="keptBytesMax">
    /// How much of one partner is kept in one realm, under all agreements: the bytes of each version that it gave, once,
    /// and <see cref="BesideObjectBytes"/>. A new version that goes beyond it is <see cref="PutOutcome.NoRoom"/>.
    /// </param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <remarks>
    /// An outcome depends on nothing but what this partner added under this agreement before, or adding would be a way
    /// to ask what others gave us: a version that somebody else gave first is <see cref="PutOutcome.Stored"/> to this
    /// partner, and its contribution is kept beside the object, with its bytes where they differ.
    /// </remarks>
    Task<IReadOnlyList<PutOutcome>> AddAsync(
        IReadOnlyList<ObjectRow> rows, long keptBytesMax, CancellationToken cancellation);

    /// <summary>
    /// Keeps what a partner is told about an addition, and forgets what it was told before a time; earlier than that,
    /// too, and the oldest first, when it would be more than so many bytes in this realm.
    /// </summary>
    Task SaveAdditionAsync(
        AdditionRow addition, DateTimeOffset forgetBefore, long toldBytesMax, CancellationToken cancellation);

    /// <summary>An addition of this partner in this realm; null when there is none, or none any more.</summary>
    Task<AdditionRow?> FindAdditionAsync(Realm realm, string party, string additionId, CancellationToken cancellation);

    /// <summary>What has come into each inbox so far, ordered by party and agreement.</summary>
    Task<IReadOnlyList<InboxTally>> ListTalliesAsync(CancellationToken cancellation);

    /// <summary>
    /// What a partner gave that somebody else had given first, ordered by id and version; its own bytes where they
    /// differ from what we hold, else none.
    /// </summary>
    Task<IReadOnlyList<ContributionRow>> ListContributionsAsync(
        Realm realm, string party, CancellationToken cancellation);
}
