using System.Security.Cryptography;
using Entente.Exchange.Feeds;
using Entente.Exchange.Ports;

namespace Entente.Server.Feeds;

/// <summary>Runs feeds: those that are due, and one that is asked for.</summary>
internal sealed class FeedDesk : IAsyncDisposable
{
    private readonly IFeedStore _store;
    private readonly FeedReader _reader;
    private readonly TimeProvider _clock;
    private readonly SideBySide<FeedState> _runs;

    public FeedDesk(IFeedStore store, FeedReader reader, TimeProvider clock)
    {
        (_store, _reader, _clock) = (store, reader, clock);
        _runs = new SideBySide<FeedState>(ReadAsync);
    }

    /// <summary>A number from 0 up to 1, for spreading the times of runs.</summary>
    public static double Draw() => RandomNumberGenerator.GetInt32(1 << 24) / (double)(1 << 24);

    /// <summary>
    /// Starts every feed that is due and does not wait for it. Gives the states of those that have ended with an error
    /// since the last call.
    /// </summary>
    public async Task<IReadOnlyList<(string Name, FeedState State)>> StartDueAsync(CancellationToken cancellation)
    {
        var ended = await _runs.TakeEndedAsync();
        var now = _clock.GetUtcNow();
        foreach (var stored in await _store.ListFeedsAsync(cancellation))
        {
            if (!stored.Feed.IsPaused && !(stored.State.NextRunAt > now)) _ = _runs.Start(stored.Feed.Name);
        }

        return [.. ended.Where(run => run.Result.ErrorCode is not null)];
    }

    /// <summary>Runs a feed now, or waits for the run that is under way; null when there is no such feed.</summary>
    public async Task<FeedState?> RunAsync(string name, CancellationToken cancellation) =>
        await _store.FindFeedAsync(name, cancellation) is null
            ? null
            : await _runs.Start(name).WaitAsync(cancellation);

    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    private async Task<FeedState> ReadAsync(string name, CancellationToken cancellation)
    {
        // Read only now: it may have been changed, or have run, while this waited for its turn.
        if (await _store.FindFeedAsync(name, cancellation) is not { } stored) return FeedState.New;
        return await _reader.RunAsync(
            stored, remote => new FeedConnection(remote, stored.Feed.Types, _clock), cancellation);
    }
}
