using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;

namespace Entente.Server.Api;

/// <summary>A feed for the page, the command and monitoring alike; it holds no secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">The collection.</param>
/// <param name="Realm">live or exercise.</param>
/// <param name="Party">Who gives it.</param>
/// <param name="Agreement">Under which agreement; empty for none.</param>
/// <param name="Marking">The id of the marking assumed for objects without any; empty for none.</param>
/// <param name="Types">Only these types; empty for all.</param>
/// <param name="Credential">none, basic, token or certificate.</param>
/// <param name="IntervalSeconds">Seconds between two runs.</param>
/// <param name="State">new, ok, failing or paused.</param>
/// <param name="LagSeconds">How long ago everything that the server had was here; null before the first time.</param>
/// <param name="LastSuccess">When that was.</param>
/// <param name="LastRun">When the last run ended.</param>
/// <param name="NextRun">When the next one is due; null for at once, and while it is paused.</param>
/// <param name="Cursor">Everything that the server added up to this time is stored.</param>
/// <param name="Error">What stopped the last run; empty when nothing did.</param>
/// <param name="Failures">Failed runs in a row.</param>
/// <param name="Read">Objects that came, repetitions included.</param>
/// <param name="Stored">New ones.</param>
/// <param name="Duplicates">Known ones.</param>
/// <param name="Refused">Ones not taken.</param>
/// <param name="Refusals">Why, for the first of them.</param>
internal sealed record FeedStatus(
    string Name,
    string Url,
    string Realm,
    string Party,
    string Agreement,
    string Marking,
    IReadOnlyList<string> Types,
    string Credential,
    long IntervalSeconds,
    string State,
    long? LagSeconds,
    DateTimeOffset? LastSuccess,
    DateTimeOffset? LastRun,
    DateTimeOffset? NextRun,
    DateTimeOffset? Cursor,
    string Error,
    int Failures,
    long Read,
    long Stored,
    long Duplicates,
    long Refused,
    IReadOnlyList<string> Refusals)
{
    public static async Task<IReadOnlyList<FeedStatus>> ListAsync(Node node, CancellationToken cancellation) =>
        await ListAsync(node.Store.Feeds, node.Clock, cancellation);

    public static async Task<IReadOnlyList<FeedStatus>> ListAsync(
        IFeedStore store, TimeProvider clock, CancellationToken cancellation) =>
        [.. (await store.ListFeedsAsync(cancellation)).Select(feed => Of(feed, clock.GetUtcNow()))];

    public static FeedStatus Of(StoredFeed stored, DateTimeOffset now)
    {
        var (feed, state) = stored;
        var lag = now - state.LastSuccessAt;
        return new FeedStatus(
            feed.Name, feed.Remote.Url, feed.Realm.Write(), feed.Party, feed.AgreementId ?? "",
            feed.AssumedMarking ?? "", feed.Types, CredentialOf(feed.Remote), (long)feed.Interval.TotalSeconds,
            StateOf(feed.IsPaused, state.ErrorCode, state.LastRunAt), lag is { } time ? (long)time.TotalSeconds : null,
            state.LastSuccessAt, state.LastRunAt, feed.IsPaused ? null : state.NextRunAt, state.Cursor,
            state.ErrorCode is { } code ? $"{code}: {state.ErrorMessage}" : "", state.Failures, state.Read,
            state.Stored, state.Duplicates, state.Refused, state.Refusals);
    }

    internal static string StateOf(bool isPaused, string? errorCode, DateTimeOffset? lastRun) => isPaused ? "paused"
        : errorCode is not null ? "failing"
        : lastRun is null ? "new"
        : "ok";

    internal static string CredentialOf(RemoteCollection remote) => remote switch
    {
        { UserName: not null } => "basic",
        { Secret: not null } => "token",
        { Certificate: not null } => "certificate",
        _ => "none",
    };
}
