using Entente.Exchange.Delivery;
using Entente.Exchange.Feeds;
using Entente.Exchange.Policy;
using Entente.Exchange.Ports;

namespace Entente.Exchange.Pushes;

/// <summary>
/// Step 6 the other way round: brings a channel's log, entry by entry in the order of its indexes, into a collection of
/// a recipient that polls nobody. Only what stands in the log leaves, and only while the agreement is in force.
/// </summary>
/// <remarks>
/// 1. See that the channel is open now, as for a recipient that asks; before every envelope again.
/// 2. Ask what became of envelopes that the server had not decided about.
/// 3. Send again what it refused, when its time has come.
/// 4. Send what is new in the log, in envelopes that the server takes.
/// 5. Say how it went and set the time of the next run: when the first open entry is due, or at the interval.
/// </remarks>
public sealed class PushSender(
    IPushStore store, ILedgerStore ledger, ChannelReader channels, AgreementBook book, TimeProvider clock, Func<double> draw)
{
    /// <summary>
    /// What is read into memory at once: an envelope never holds more, however much the server would take.
    /// </summary>
    public const long EnvelopeBytesMax = 8 * 1024 * 1024;

    private const int ItemsMax = 100_000;

    /// <summary>
    /// Runs a push once. Never throws for what the server does: the state says it. Returns the state saved last.
    /// </summary>
    /// <param name="stored">The push; paused or not.</param>
    /// <param name="isAsked">Whether a person asks: then every open entry is due.</param>
    /// <param name="connect">Opens the collection.</param>
    /// <param name="cancellation">Stops between two envelopes.</param>
    public async Task<PushState> RunAsync(
        StoredPush stored,
        bool isAsked,
        Func<RemoteCollection, IPushConnection> connect,
        CancellationToken cancellation)
    {
        var run = new Run(stored.Push, stored.State);
        try
        {
            if (await FindAsync(run, cancellation) is not { } channel) return await CloseAsync(run, cancellation);
            using var connection = connect(run.Push.Remote);
            var isOver = await FollowAsync(run, connection, isAsked, cancellation)
                && await RetryAsync(run, channel, connection, isAsked, cancellation)
                && await SendNewAsync(run, channel, connection, cancellation);
            return isOver ? await SucceedAsync(run, cancellation) : await StopAsync(run, cancellation);
        }
        catch (PartnerFaultException fault)
        {
            return await FailAsync(run, fault, cancellation);
        }
        catch (Exception failure)
            when (failure is not (OperationCanceledException or StoreDamagedException or LogMovedException))
        {
            // Whatever it is, it is about this push; the others go on.
            return await FailAsync(run, new PartnerFaultException("push-failed", failure.Message), cancellation);
        }
    }

    /// <summary>The channel as its recipient would find it now; null when it would not.</summary>
    private async Task<ChannelRow?> FindAsync(Run run, CancellationToken cancellation) =>
        await RowAsync(run, cancellation) is { } row
            ? await channels.FindAsync(row.Recipient, row.Realm, row.ChannelId, cancellation)
            : null;

    private async Task<ChannelRow?> RowAsync(Run run, CancellationToken cancellation) =>
        (await ledger.ListChannelsAsync(cancellation)).FirstOrDefault(
            row => row.ChannelId == run.Push.ChannelId && row.Realm == run.Push.Realm);

    private async Task<bool> FollowAsync(
        Run run, IPushConnection connection, bool isAsked, CancellationToken cancellation)
    {
        foreach (var envelope in (await DueAsync(run, isAsked, cancellation))
            .Where(item => item.StatusId is not null).GroupBy(item => item.StatusId!).ToList())
        {
            var answer = await connection.ReadStatusAsync(envelope.Key, cancellation);
            if (!await KeepAsync(run, [.. envelope], answer, run.State.NextIndex, cancellation)) return false;
        }

        return true;
    }

    private async Task<bool> RetryAsync(
        Run run, ChannelRow channel, IPushConnection connection, bool isAsked, CancellationToken cancellation)
    {
        foreach (var group in (await DueAsync(run, isAsked, cancellation))
            .Where(item => item.StatusId is null).GroupBy(item => PushVerdicts.TogetherMax(item.Attempts)).ToList())
        {
            var left = new Queue<PushItem>(group);
            while (left.Count > 0)
            {
                var (items, objects) = await TakeAsync(channel, left, group.Key, cancellation);
                if (!await SendAsync(run, connection, items, objects, cancellation)) return false;
            }
        }

        return true;
    }

    /// <summary>The next entries that are sent together, with their bytes.</summary>
    private async Task<(List<PushItem> Items, List<ReleasedObject> Objects)> TakeAsync(
        ChannelRow channel, Queue<PushItem> left, int countMax, CancellationToken cancellation)
    {
        var (items, objects, bytes) = (new List<PushItem>(), new List<ReleasedObject>(), 0L);
        while (items.Count < countMax && bytes < EnvelopeBytesMax && left.TryDequeue(out var item))
        {
            var read = await ReadAsync(channel, item.Index, 1, cancellation);
            if (read.Count == 0 || read[0].Index != item.Index) throw new StoreDamagedException(channel.Origin);
            items.Add(item);
            objects.Add(read[0]);
            bytes += read[0].Bytes.Length;
        }

        return (items, objects);
    }

    private async Task<bool> SendNewAsync(
        Run run, ChannelRow channel, IPushConnection connection, CancellationToken cancellation)
    {
        while (true)
        {
            var objects = await ReadAsync(
                channel, run.State.NextIndex, PushVerdicts.TogetherMax(0), cancellation);
            if (objects.Count == 0) return true;
            var now = clock.GetUtcNow();
            var items = objects.Select(one => new PushItem(
                one.Index, one.ObjectId, one.Version, null, 0, 0, now, false, null)).ToList();
            if (!await SendAsync(run, connection, items, objects, cancellation)) return false;
        }
    }

    private Task<IReadOnlyList<ReleasedObject>> ReadAsync(
        ChannelRow channel, long from, int count, CancellationToken cancellation) => channels.ReadAsync(
        new ReleasedQuery(channel.Realm, channel.Origin, from, count, true)
        {
            Versions = VersionFilter.Every, BytesMax = EnvelopeBytesMax,
        },
        cancellation);

    /// <summary>Sends entries in as many envelopes as it takes; false when the push must not go on.</summary>
    private async Task<bool> SendAsync(
        Run run,
        IPushConnection connection,
        List<PushItem> items,
        IReadOnlyList<ReleasedObject> objects,
        CancellationToken cancellation)
    {
        if (!run.IsOpen) await connection.OpenAsync(cancellation);
        run.IsOpen = true;
        var countMax = items.Count;
        for (var at = 0; at < items.Count;)
        {
            if (await FindAsync(run, cancellation) is null) return false;
            var bytes = objects.Skip(at).Take(countMax).Select(one => one.Bytes).ToList();
            var count = connection.CountFitting(bytes);
            var (sent, behind) = (items.GetRange(at, Math.Max(1, count)), items[at + Math.Max(1, count) - 1].Index + 1);
            if (count == 0)
            {
                // No later try can make it smaller.
                var given = sent[0] with { IsFailed = true, Message = "it is larger than the server takes", StatusId = null };
                if (!await SaveAsync(run, [given], [], behind, cancellation)) return false;
            }
            else if (await AddAsync(connection, bytes.GetRange(0, count), cancellation) is { } answer)
            {
                if (!await KeepAsync(run, sent, answer, behind, cancellation)) return false;
            }
            else if (count > 1)
            {
                // One of them spoils the envelope: smaller ones find out which.
                countMax = count / 2;
                continue;
            }
            else
            {
                var refused = PushVerdicts.Refuse(sent[0], "the server refuses an envelope of it alone", clock.GetUtcNow());
                if (!await SaveAsync(run, [refused], [], behind, cancellation)) return false;
            }

            at += sent.Count;
            countMax = Math.Max(countMax, Math.Min(items.Count, countMax * 2));
        }

        return true;
    }

    /// <summary>Null when the server takes offence at what the envelope holds.</summary>
    private static async Task<PushAnswer?> AddAsync(
        IPushConnection connection, List<ReadOnlyMemory<byte>> objects, CancellationToken cancellation)
    {
        try
        {
            return await connection.AddAsync(objects, cancellation);
        }
        catch (PartnerFaultException fault) when (fault.Code is "http-400" or "http-413" or "http-422")
        {
            return null;
        }
    }

    private Task<bool> KeepAsync(
        Run run, IReadOnlyList<PushItem> sent, PushAnswer? answer, long behind, CancellationToken cancellation)
    {
        var (taken, open) = PushVerdicts.Of(sent, answer, clock.GetUtcNow());
        return SaveAsync(run, open, [.. taken.Select(item => item.Index)], behind, cancellation);
    }

    /// <summary>
    /// The server has the envelope. If we die before the commit, it is sent again, which changes nothing there; if we
    /// die after, the next run goes on behind it and asks its status where that was still open.
    /// </summary>
    private async Task<bool> SaveAsync(
        Run run, IReadOnlyList<PushItem> items, IReadOnlyList<long> taken, long behind, CancellationToken cancellation)
    {
        run.State = run.State with
        {
            NextIndex = Math.Max(run.State.NextIndex, behind), Delivered = run.State.Delivered + taken.Count,
        };
        var now = await store.SavePushStateAsync(run.Push, run.State, items, taken, cancellation);
        return now is not null && (!now.IsPaused || run.Push.IsPaused);
    }

    private async Task<IReadOnlyList<PushItem>> DueAsync(Run run, bool isAsked, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var open = await store.ListPushItemsAsync(run.Push.Realm, run.Push.ChannelId, false, ItemsMax, cancellation);
        return isAsked ? open : [.. open.Where(item => item.DueAt <= now)];
    }

    private async Task<PushState> SucceedAsync(Run run, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var open = await store.ListPushItemsAsync(run.Push.Realm, run.Push.ChannelId, false, ItemsMax, cancellation);
        var next = RunTimes.AfterSuccess(now, run.Push.Interval, draw());
        var due = open.Count == 0 ? next : open.Min(item => item.DueAt);
        run.State = run.State with
        {
            LastRunAt = now,
            LastSuccessAt = now,
            ErrorCode = null,
            ErrorMessage = null,
            Failures = 0,
            NextRunAt = due < next ? due : next,
        };
        await store.SavePushStateAsync(run.Push, run.State, [], [], cancellation);
        return run.State;
    }

    /// <summary>Paused, removed, or closed while it ran.</summary>
    private async Task<PushState> StopAsync(Run run, CancellationToken cancellation) =>
        await FindAsync(run, cancellation) is null ? await CloseAsync(run, cancellation) : run.State;

    /// <summary>
    /// The server was not asked, so it is no failure: the push goes on when the channel is open again.
    /// </summary>
    private async Task<PushState> CloseAsync(Run run, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var row = await RowAsync(run, cancellation);
        run.State = run.State with
        {
            LastRunAt = now,
            ErrorCode = row is null ? "channel-missing"
                : book.Active.WhyNotInForce(row.AgreementId, now) ?? "channel-missing",
            ErrorMessage = row is null ? "the channel is not there" : $"`{row.AgreementId}` is not in force",
            Failures = 0,
            NextRunAt = RunTimes.AfterSuccess(now, run.Push.Interval, draw()),
        };
        await store.SavePushStateAsync(run.Push, run.State, [], [], cancellation);
        return run.State;
    }

    private async Task<PushState> FailAsync(Run run, PartnerFaultException fault, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var failures = run.State.Failures + 1;
        run.State = run.State with
        {
            LastRunAt = now,
            ErrorCode = fault.Code,
            ErrorMessage = ForeignText.Of(fault.Message),
            Failures = failures,
            NextRunAt = RunTimes.AfterFailure(now, run.Push.Interval, failures, fault.RetryAfter, draw()),
        };
        await store.SavePushStateAsync(run.Push, run.State, [], [], cancellation);
        return run.State;
    }

    /// <summary>The state while it grows.</summary>
    private sealed class Run(PushRow push, PushState before)
    {
        public PushRow Push => push;

        public PushState State { get; set; } = before;

        /// <summary>Whether the server was asked what it takes.</summary>
        public bool IsOpen { get; set; }
    }
}
