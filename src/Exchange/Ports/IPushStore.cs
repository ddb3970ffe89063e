namespace Entente.Exchange.Ports;

/// <summary>
/// Keeps pushes and how far they have come. Writes are durable when the task completes and atomic per call.
/// </summary>
public interface IPushStore
{
    /// <summary>Adds a push that has never run. False, and nothing changed, when the channel has one.</summary>
    Task<bool> AddPushAsync(PushRow push, CancellationToken cancellation);

    /// <summary>The push of a channel; null when it has none.</summary>
    Task<StoredPush?> FindPushAsync(Realm realm, string channelId, CancellationToken cancellation);

    /// <summary>All pushes, ordered by realm and channel.</summary>
    Task<IReadOnlyList<StoredPush>> ListPushesAsync(CancellationToken cancellation);

    /// <summary>
    /// Pauses a push, or lets it run again: then it is due at once and its failures are forgotten. False when there is
    /// none.
    /// </summary>
    Task<bool> PausePushAsync(Realm realm, string channelId, bool isPaused, CancellationToken cancellation);

    /// <summary>Removes a push with its state and secrets. False when there is none.</summary>
    Task<bool> RemovePushAsync(Realm realm, string channelId, CancellationToken cancellation);

    /// <summary>Entries that are open, or those that are given up, ordered by index.</summary>
    Task<IReadOnlyList<PushItem>> ListPushItemsAsync(
        Realm realm, string channelId, bool areFailed, int countMax, CancellationToken cancellation);

    /// <summary>
    /// Opens the entries again that are given up, due now as if they had never been tried, and makes the push due at
    /// once. Returns how many.
    /// </summary>
    Task<int> ReopenPushItemsAsync(
        Realm realm, string channelId, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// Saves how far a push has come, with the entries that are open or given up now, and without those that the
    /// server has taken, all or nothing. Returns the push as it is set now; null, and nothing saved, when it is not
    /// there any more: one that was added for the same channel since is another push.
    /// </summary>
    Task<PushRow?> SavePushStateAsync(
        PushRow push,
        PushState state,
        IReadOnlyList<PushItem> items,
        IReadOnlyList<long> taken,
        CancellationToken cancellation);
}
