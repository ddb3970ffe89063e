using System.Collections.Concurrent;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Exchange.Pushes;

namespace Entente.Server.Feeds;

/// <summary>Runs pushes: those that are due, and one that is asked for.</summary>
internal sealed class PushDesk : IAsyncDisposable
{
    private readonly IPushStore _store;
    private readonly PushSender _sender;
    private readonly TimeProvider _clock;
    private readonly SideBySide<PushState> _runs;

    /// <summary>Pushes that a person asks for, until a run has seen it.</summary>
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);

    /// <summary>The error of each push's last run; of the one that calls <see cref="StartDueAsync"/>.</summary>
    private readonly Dictionary<string, string?> _told = new(StringComparer.Ordinal);

    public PushDesk(IPushStore store, PushSender sender, TimeProvider clock)
    {
        (_store, _sender, _clock) = (store, sender, clock);
        _runs = new SideBySide<PushState>(SendAsync);
    }

    /// <summary>
    /// Starts every push that is due and does not wait for it. Gives the states of those that have ended since the last
    /// call with an error that they did not have before: a channel that is closed for a month is told of once.
    /// </summary>
    public async Task<IReadOnlyList<(string Channel, PushState State)>> StartDueAsync(CancellationToken cancellation)
    {
        var ended = await _runs.TakeEndedAsync();
        var now = _clock.GetUtcNow();
        foreach (var stored in await _store.ListPushesAsync(cancellation))
        {
            if (!stored.Push.IsPaused && !(stored.State.NextRunAt > now)) _ = _runs.Start(Key(stored.Push));
        }

        return [.. ended.Where(run => IsNews(run.Name, run.Result.ErrorCode))];
    }

    /// <summary>Runs a push now, with everything that is open; null when the channel has none.</summary>
    public async Task<PushState?> RunAsync(Realm realm, string channelId, CancellationToken cancellation)
    {
        if (await _store.FindPushAsync(realm, channelId, cancellation) is not { } stored) return null;
        var key = Key(stored.Push);
        _asked[key] = true;
        var state = await _runs.Start(key).WaitAsync(cancellation);

        // That may have been one that was under way, which did not know.
        return _asked.ContainsKey(key) ? await _runs.Start(key).WaitAsync(cancellation) : state;
    }

    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    private bool IsNews(string key, string? code)
    {
        var before = _told.GetValueOrDefault(key);
        _told[key] = code;
        return code is not null && code != before;
    }

    private static string Key(PushRow push) => $"{push.Realm.Write()}/{push.ChannelId}";

    private async Task<PushState> SendAsync(string key, CancellationToken cancellation)
    {
        var isAsked = _asked.TryRemove(key, out _);
        var at = key.IndexOf('/', StringComparison.Ordinal);
        _ = RealmText.TryRead(key[..at], out var realm);
        if (await _store.FindPushAsync(realm, key[(at + 1)..], cancellation) is not { } stored) return PushState.New;
        return await _sender.RunAsync(stored, isAsked, remote => new PushConnection(remote, _clock), cancellation);
    }
}
