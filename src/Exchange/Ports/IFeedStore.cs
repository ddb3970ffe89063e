namespace Entente.Exchange.Ports;

/// <summary>
/// Keeps feeds and how far they have come. Writes are durable when the task completes and atomic per call.
/// </summary>
public interface IFeedStore
{
    /// <summary>Adds a feed that has never run. False, and nothing changed, when the name is taken.</summary>
    Task<bool> AddFeedAsync(FeedRow feed, CancellationToken cancellation);

    /// <summary>A feed by its exact name; null when there is none.</summary>
    Task<StoredFeed?> FindFeedAsync(string name, CancellationToken cancellation);

    /// <summary>All feeds, ordered by name.</summary>
    Task<IReadOnlyList<StoredFeed>> ListFeedsAsync(CancellationToken cancellation);

    /// <summary>
    /// Pauses a feed, or lets it run again: then it is due at once and its failures are forgotten. False when there is
    /// none.
    /// </summary>
    Task<bool> PauseFeedAsync(string name, bool isPaused, CancellationToken cancellation);

    /// <summary>Removes a feed with its state and secrets; what it brought stays. False when there is none.</summary>
    Task<bool> RemoveFeedAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// Saves how far a feed has come. Returns the feed as it is set now; null, and nothing saved, when it is not there
    /// any more: one that was added under the same name since is another feed.
    /// </summary>
    Task<FeedRow?> SaveFeedStateAsync(FeedRow feed, FeedState state, CancellationToken cancellation);
}
