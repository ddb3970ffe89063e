using Entente.Exchange.Inboxes;
using Entente.Exchange.Intake;
using Entente.Exchange.Policy;
using Entente.Exchange.Ports;
using Entente.Stix;

namespace Entente.Exchange.Feeds;

/// <summary>
/// Reads what is new in a foreign collection: page after page, each through steps 1 to 3 of the <see cref="Pipeline"/>
/// with the feed's party as origin.
/// </summary>
/// <remarks>
/// 1. See whether the feed may run: one under an agreement only while that is in force and lets its party give to us.
/// 2. Read a page; its objects are durable when the page has come whole. What is refused is counted, and stops nothing.
/// 3. Move the cursor. From here the next run goes on.
/// 4. When the server has no more, or something went wrong, say so and set the time of the next run.
/// </remarks>
public sealed class FeedReader(
    IFeedStore store,
    Pipeline pipeline,
    AgreementBook book,
    NodeIdentity identity,
    TimeProvider clock,
    Func<double> draw)
{
    /// <summary>How many refusals are kept.</summary>
    public const int RefusalsMax = 20;

    /// <summary>
    /// Runs a feed once. Never throws for what the server does: the state says it. Returns the state that was saved
    /// last.
    /// </summary>
    /// <param name="stored">The feed; paused or not.</param>
    /// <param name="connect">Opens its collection.</param>
    /// <param name="cancellation">Stops between two pages, with what came so far stored.</param>
    public async Task<FeedState> RunAsync(
        StoredFeed stored, Func<RemoteCollection, IFeedConnection> connect, CancellationToken cancellation)
    {
        var (feed, before) = stored;
        if (WhyNot(feed) is { } code)
        {
            return await RefuseAsync(feed, before, code, cancellation);
        }

        var run = new Run(before);
        try
        {
            using var connection = connect(feed.Remote);
            return await ReadAsync(feed, run, connection, cancellation);
        }
        catch (PartnerFaultException fault)
        {
            return await FailAsync(feed, run.State, fault, cancellation);
        }
        catch (Exception failure)
            when (failure is not (OperationCanceledException or StoreDamagedException or LogMovedException))
        {
            // Whatever it is, it is about this feed; the others go on.
            return await FailAsync(
                feed, run.State, new PartnerFaultException("feed-failed", failure.Message), cancellation);
        }
    }

    private async Task<FeedState> ReadAsync(
        FeedRow feed, Run run, IFeedConnection connection, CancellationToken cancellation)
    {
        var submitter = feed.AgreementId is { } agreement
            ? Submitter.Partner(feed.Party, agreement)
            : Submitter.Feed(feed.Name, feed.Party);
        var paging = new FeedPaging(run.State.Cursor);
        while (paging.Question is { } question)
        {
            var page = await connection.ReadPageAsync(question, TakeAsync, cancellation);
            paging.Turn(page);

            // The page's objects are durable. If we die before the cursor is, the next run asks for this page again:
            // all of it is known then and only counted as such. If we die after, the next run starts behind it.
            run.State = run.State with { Cursor = paging.Cursor };
            if (paging.Question is null) break;
            var now = await store.SaveFeedStateAsync(feed, run.State, cancellation);
            if (now is null || (now.IsPaused && !feed.IsPaused) || WhyNot(feed) is not null) return run.State;
        }

        return paging.Fault is { } stuck
            ? await FailAsync(feed, run.State, stuck, cancellation)
            : await SucceedAsync(feed, run.State, cancellation);

        async Task TakeAsync(IReadOnlyList<BundleItem> items) => run.Count(
            await pipeline.ImportAsync(items, submitter, feed.Realm, feed.AssumedMarking, cancellation), items);
    }

    /// <summary>Why a feed may not run now; null when it may.</summary>
    private string? WhyNot(FeedRow feed)
    {
        if (feed.AgreementId is not { } agreement) return null;
        if (book.Active.WhyNotInForce(agreement, clock.GetUtcNow()) is { } code) return code;
        return book.Active.ChannelsTo(identity.Party).Any(channel => channel.AgreementId == agreement
            && channel.Discloser == feed.Party && channel.Realm == feed.Realm.Write())
            ? null
            : "not-a-discloser";
    }

    private async Task<FeedState> SucceedAsync(FeedRow feed, FeedState state, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        state = state with
        {
            LastRunAt = now,
            LastSuccessAt = now,
            ErrorCode = null,
            ErrorMessage = null,
            Failures = 0,
            NextRunAt = RunTimes.AfterSuccess(now, feed.Interval, draw()),
        };
        await store.SaveFeedStateAsync(feed, state, cancellation);
        return state;
    }

    /// <summary>
    /// The server was not asked, so it is no failure: the feed goes on at the interval after the agreement.
    /// </summary>
    private async Task<FeedState> RefuseAsync(
        FeedRow feed, FeedState state, string code, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        state = state with
        {
            LastRunAt = now,
            ErrorCode = code,
            ErrorMessage = code == "not-a-discloser"
                ? $"`{feed.AgreementId}` gives `{feed.Party}` no channel to us in the {feed.Realm.Write()} realm"
                : $"`{feed.AgreementId}` is not in force",
            NextRunAt = RunTimes.AfterSuccess(now, feed.Interval, draw()),
        };
        await store.SaveFeedStateAsync(feed, state, cancellation);
        return state;
    }

    private async Task<FeedState> FailAsync(
        FeedRow feed, FeedState state, PartnerFaultException fault, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var failures = state.Failures + 1;
        state = state with
        {
            LastRunAt = now,
            ErrorCode = fault.Code,
            ErrorMessage = ForeignText.Of(fault.Message),
            Failures = failures,
            NextRunAt = RunTimes.AfterFailure(now, feed.Interval, failures, fault.RetryAfter, draw()),
        };
        await store.SaveFeedStateAsync(feed, state, cancellation);
        return state;
    }

    /// <summary>The state while it grows.</summary>
    private sealed class Run(FeedState before)
    {
        private readonly List<string> _refusals = [];

        public FeedState State { get; set; } = before;

        public void Count(ImportReport report, IReadOnlyList<BundleItem> items)
        {
            foreach (var found in report.Diagnostics)
            {
                if (_refusals.Count == RefusalsMax) break;
                var item = items.LastOrDefault(item => item.Offset <= found.Offset);
                var id = OfferedObject.Read(item.Bytes)?.Id;
                var place = found.Pointer.Length > 0 ? $" at {found.Pointer}" : "";
                _refusals.Add(ForeignText.Of($"{(id is null ? "" : $"{id}: ")}{found.Code}{place}: {found.Message}"));
            }

            State = State with
            {
                Read = State.Read + report.Read,
                Stored = State.Stored + report.Stored,
                Duplicates = State.Duplicates + report.Duplicates,
                Refused = State.Refused + report.Refused,
                Refusals = _refusals.Count > 0 ? [.. _refusals] : State.Refusals,
            };
        }
    }
}
