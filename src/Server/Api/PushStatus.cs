using Entente.Exchange;
using Entente.Exchange.Ports;

namespace Entente.Server.Api;

/// <summary>A push for the page, the command and monitoring alike; it holds no secret.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Recipient">The partner.</param>
/// <param name="Agreement">The agreement.</param>
/// <param name="Realm">live or exercise.</param>
/// <param name="Url">The collection of the partner's server.</param>
/// <param name="Credential">none, basic, token or certificate.</param>
/// <param name="IntervalSeconds">Seconds between two runs that find nothing to wait for.</param>
/// <param name="State">
/// new; ok; waiting: for what the server has not taken yet; failing; paused; closed: the agreement is not in force.
/// </param>
/// <param name="Size">Entries in the channel's log.</param>
/// <param name="SentUpTo">Every entry below it was accepted in an envelope, or given up.</param>
/// <param name="Delivered">Entries that the server says it has taken.</param>
/// <param name="Open">Entries that it has not decided about, or that are tried again.</param>
/// <param name="Failed">Entries that are given up.</param>
/// <param name="Lag">How many entries the server does not have that it may still get.</param>
/// <param name="LastSuccess">When a run last came to the end of the log.</param>
/// <param name="LastRun">When the last run ended.</param>
/// <param name="NextRun">When the next one is due; null for at once, and while it is paused.</param>
/// <param name="Error">What stopped the last run; empty when nothing did.</param>
/// <param name="Failures">Failed runs in a row.</param>
/// <param name="FailedEntries">The first entries that are given up, with what the server said.</param>
internal sealed record PushStatus(
    string Channel,
    string Recipient,
    string Agreement,
    string Realm,
    string Url,
    string Credential,
    long IntervalSeconds,
    string State,
    long Size,
    long SentUpTo,
    long Delivered,
    long Open,
    long Failed,
    long Lag,
    DateTimeOffset? LastSuccess,
    DateTimeOffset? LastRun,
    DateTimeOffset? NextRun,
    string Error,
    int Failures,
    IReadOnlyList<PushFailure> FailedEntries)
{
    private const int FailedShownMax = 20;

    public static async Task<IReadOnlyList<PushStatus>> ListAsync(NodeStore store, CancellationToken cancellation)
    {
        var channels = await store.Ledger.ListChannelsAsync(cancellation);
        var list = new List<PushStatus>();
        foreach (var stored in await store.Pushes.ListPushesAsync(cancellation))
        {
            var channel = channels.FirstOrDefault(
                row => row.ChannelId == stored.Push.ChannelId && row.Realm == stored.Push.Realm);
            list.Add(await OfAsync(store, stored, channel, cancellation));
        }

        return list;
    }

    /// <summary>
    /// The push of a channel, by the channel's id or by its recipient; null when there is not exactly one.
    /// </summary>
    public static async Task<StoredPush?> FindAsync(NodeStore store, string name, CancellationToken cancellation)
    {
        var channels = (await store.Ledger.ListChannelsAsync(cancellation)).Where(row => IsMeant(row, name))
            .Select(row => (row.Realm, row.ChannelId)).ToHashSet();
        var found = (await store.Pushes.ListPushesAsync(cancellation))
            .Where(stored => channels.Contains((stored.Push.Realm, stored.Push.ChannelId))).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>Whether a channel is meant by its id or its recipient.</summary>
    public static bool IsMeant(ChannelRow channel, string name) => channel.ChannelId == name || channel.Recipient == name;

    /// <summary>A channel that is closed is no failure of the server, which was not asked.</summary>
    private static string StateOf(PushRow push, PushState state, long lag) =>
        FeedStatus.StateOf(push.IsPaused, state.ErrorCode, state.LastRunAt) switch
        {
            "failing" when state.Failures == 0 => "closed",
            "ok" when lag > 0 => "waiting",
            var other => other,
        };

    private static async Task<PushStatus> OfAsync(
        NodeStore store, StoredPush stored, ChannelRow? channel, CancellationToken cancellation)
    {
        var (push, state) = (stored.Push, stored.State);
        var size = channel is null
            ? 0
            : (await store.Ledger.FindHeadAsync(channel.Realm, channel.Origin, cancellation))?.Size ?? 0;
        var lag = Math.Max(0, size - state.NextIndex) + stored.Open;
        var failed = stored.Failed == 0
            ? []
            : await store.Pushes.ListPushItemsAsync(push.Realm, push.ChannelId, true, FailedShownMax, cancellation);
        return new PushStatus(
            push.ChannelId, channel?.Recipient ?? "", channel?.AgreementId ?? "", push.Realm.Write(), push.Remote.Url,
            FeedStatus.CredentialOf(push.Remote), (long)push.Interval.TotalSeconds,
            StateOf(push, state, lag), size, state.NextIndex, state.Delivered,
            stored.Open, stored.Failed, lag, state.LastSuccessAt,
            state.LastRunAt, push.IsPaused ? null : state.NextRunAt,
            state.ErrorCode is { } code ? $"{code}: {state.ErrorMessage}" : "", state.Failures,
            [.. failed.Select(item => new PushFailure(item.Index, item.ObjectId, item.Version, item.Message ?? ""))]);
    }
}
