using Entente.Exchange;
using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What <see cref="ILedgerStore"/> promises about channels, queues and references.</summary>
public abstract class QueueConformance(IStorePlace place) : StoreConformance(place)
{
    private static readonly ChannelRow VietNam = Rows.Channel("vn");
    private static readonly ChannelRow Japan = Rows.Channel("jp");

    private ILedgerStore Ledger => Store.Ledger;

    [Fact]
    public async Task A_channel_is_opened_once_for_its_terms()
    {
        Assert.Equal(VietNam, await Ledger.OpenChannelAsync(VietNam, Cancellation));
        var again = VietNam with { ChannelId = "another", OpenedAt = Rows.At(99) };
        Assert.Equal(VietNam, await Ledger.OpenChannelAsync(again, Cancellation));
        ChannelRow[] others =
        [
            Rows.Channel("vn", Realm.Exercise), Rows.Channel("jp"), Rows.Channel("vn", agreement: "agreement:Z"),
        ];
        foreach (var other in others) Assert.Equal(other, await Ledger.OpenChannelAsync(other, Cancellation));
        await ReopenAsync();
        Assert.Equal(VietNam, await Ledger.OpenChannelAsync(again, Cancellation));
        Assert.Equal(
            others.Append(VietNam).OrderBy(channel => channel.Origin, StringComparer.Ordinal),
            await Ledger.ListChannelsAsync(Cancellation));
    }

    [Fact]
    public async Task Many_who_open_the_same_channel_get_the_same_one()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(
            () => Ledger.OpenChannelAsync(VietNam with { ChannelId = $"channel-{i}" }, Cancellation), Cancellation)));
        Assert.Single(opened.Distinct());
        Assert.Equal(opened[0], Assert.Single(await Ledger.ListChannelsAsync(Cancellation)));
    }

    [Fact]
    public async Task A_new_channel_queues_what_its_realm_holds_and_then_what_comes()
    {
        await Store.Objects.PutAsync([.. Rows.Objects(5), Rows.Object(9, realm: Realm.Exercise)], Cancellation);
        await Ledger.OpenChannelAsync(VietNam, Cancellation);
        Assert.Equal(5, await Ledger.CountPendingAsync(VietNam, Cancellation));
        await Store.Objects.PutAsync([Rows.Object(5), Rows.Object(0), Rows.Object(0, Rows.VersionTwo)], Cancellation);
        await Store.Objects.PutAsync([Rows.Object(Rows.Id(1), content: "conflict")], Cancellation);
        await ReopenAsync();
        Assert.Equal(
            [.. Enumerable.Range(0, 6).Select(i => (Rows.Id(i), Rows.VersionOne)), (Rows.Id(0), Rows.VersionTwo)],
            (await PeekAsync(VietNam)).Select(row => (row.Object.ObjectId, row.Object.Version)));
        Assert.Equal(7, await Ledger.CountPendingAsync(VietNam, Cancellation));
        await Ledger.OpenChannelAsync(VietNam, Cancellation);
        Assert.Equal(7, await Ledger.CountPendingAsync(VietNam, Cancellation));
    }

    [Fact]
    public Task Opening_a_channel_is_atomic() => IsAtomicAsync(
        "channel",
        async () =>
        {
            await Store.Objects.PutAsync(Rows.Objects(3), Cancellation);
            await Ledger.OpenChannelAsync(VietNam, Cancellation);
        },
        async () =>
        {
            var open = (await Ledger.ListChannelsAsync(Cancellation)).Count;
            Assert.Equal(3 * open, await Ledger.CountPendingAsync(VietNam, Cancellation));
            return open == 1;
        });

    [Fact]
    public async Task Peeking_shows_the_oldest_and_removes_nothing()
    {
        await Ledger.OpenChannelAsync(VietNam, Cancellation);
        foreach (var batch in Rows.Objects(20).Chunk(7)) await Store.Objects.PutAsync(batch, Cancellation);
        for (var i = 0; i < 2; i++)
        {
            var oldest = await Ledger.PeekPendingAsync(VietNam, 8, Cancellation);
            Assert.Equal(Enumerable.Range(0, 8).Select(number => Rows.Id(number)), oldest.Select(row => row.Object.ObjectId));
            Assert.Equal(oldest.Select(row => row.QueuedAt).Order().Distinct(), oldest.Select(row => row.QueuedAt));
        }

        Rows.Same(Rows.Object(0), (await PeekAsync(VietNam))[0].Object);
        Assert.Equal(20, await Ledger.CountPendingAsync(VietNam, Cancellation));
    }

    [Fact]
    public async Task Settling_removes_what_is_settled_in_that_channel_alone()
    {
        await Ledger.OpenChannelAsync(VietNam, Cancellation);
        await Ledger.OpenChannelAsync(Japan, Cancellation);
        await Store.Objects.PutAsync(Rows.Objects(10), Cancellation);
        var peeked = await Ledger.PeekPendingAsync(VietNam, 4, Cancellation);

        // What arrives between the peek and the commit must not be taken for what was peeked.
        await Store.Objects.PutAsync(Rows.Objects(1, from: 10), Cancellation);
        await SettleAsync(VietNam, [], peeked);
        Assert.Equal(
            Enumerable.Range(4, 7).Select(number => Rows.Id(number)),
            (await PeekAsync(VietNam)).Select(row => row.Object.ObjectId));
        Assert.Equal(11, await Ledger.CountPendingAsync(Japan, Cancellation));
        await SettleAsync(VietNam, [], await PeekAsync(VietNam));
        Assert.Empty(await PeekAsync(VietNam));
        await Store.Objects.PutAsync(Rows.Objects(1, from: 11), Cancellation);
        Assert.Equal(Rows.Id(11), Assert.Single(await PeekAsync(VietNam)).Object.ObjectId);
    }

    [Fact]
    public async Task Queues_of_realms_never_mix()
    {
        var exercise = Rows.Channel("vn", Realm.Exercise) with { ChannelId = VietNam.ChannelId };
        await Ledger.OpenChannelAsync(VietNam, Cancellation);
        await Ledger.OpenChannelAsync(exercise, Cancellation);
        await Store.Objects.PutAsync([.. Rows.Objects(2), Rows.Object(0, realm: Realm.Exercise)], Cancellation);
        var training = Assert.Single(await PeekAsync(exercise));
        Assert.Equal(Realm.Exercise, training.Object.Realm);
        await SettleAsync(exercise, [], [training]);
        Assert.Equal(0, await Ledger.CountPendingAsync(exercise, Cancellation));
        Assert.Equal(2, await Ledger.CountPendingAsync(VietNam, Cancellation));
        Assert.All(await PeekAsync(VietNam), row => Assert.Equal(Realm.Live, row.Object.Realm));
    }

    [Fact]
    public async Task What_waits_for_a_reference_is_queued_again_when_that_one_comes_out_otherwise()
    {
        var (waiting, target) = (Rows.Object(1), Rows.Object(2));
        await DecideAllAsync(VietNam, [waiting, target]);
        var awaited = new AwaitedReference(target.ObjectId, waiting.ObjectId, waiting.Version);
        await CommitAsync(VietNam, [Rows.Decision(waiting, 0, "hold")], awaited);
        Assert.Empty(await PeekAsync(VietNam));
        await ReopenAsync();

        // Decided as before: nothing can change for the one that waits.
        await CommitAsync(VietNam, [Rows.Decision(target, 1, "deny")]);
        Assert.Empty(await PeekAsync(VietNam));

        // Decided otherwise: it waits once, however often that happens before it is decided.
        await CommitAsync(VietNam, [Rows.Decision(target, 2, "permit", releasedId: target.ObjectId, entry: 0)]);
        Rows.Same(waiting, Assert.Single(await PeekAsync(VietNam)).Object);
        await CommitAsync(VietNam, [Rows.Decision(target, 3, "deny")]);
        Assert.Single(await PeekAsync(VietNam));

        // Taken out and not noted again: it waits for nothing any more.
        await SettleAsync(VietNam, [Rows.Decision(waiting, 4)], await PeekAsync(VietNam));
        await CommitAsync(VietNam, [Rows.Decision(target, 5)]);
        Assert.Empty(await PeekAsync(VietNam));
    }

    [Fact]
    public async Task A_reference_wakes_all_who_wait_for_it_in_its_channel_alone()
    {
        await Ledger.OpenChannelAsync(Japan, Cancellation);
        var rows = Rows.Objects(5);
        await DecideAllAsync(VietNam, rows);
        await SettleAsync(Japan, [], await PeekAsync(Japan));
        AwaitedReference[] awaited =
        [
            .. rows[..3].Select(row => new AwaitedReference(Rows.Id(4), row.ObjectId, row.Version)),
            new AwaitedReference(Rows.Id(3), rows[0].ObjectId, rows[0].Version),
        ];
        await CommitAsync(VietNam, [], [.. awaited, .. awaited]);
        await CommitAsync(Japan, [], awaited);
        await Store.Objects.PutAsync([Rows.Object(20)], Cancellation);
        await CommitAsync(VietNam, [Left(rows[4], 9), Left(rows[3], 10)]);
        Assert.Equal(
            [Rows.Id(0), Rows.Id(1), Rows.Id(2)],
            (await PeekAsync(VietNam)).Where(row => row.Object.ObjectId != Rows.Id(20))
                .Select(row => row.Object.ObjectId).Order(StringComparer.Ordinal));
        Assert.Equal(Rows.Id(20), Assert.Single(await PeekAsync(Japan)).Object.ObjectId);
    }

    [Fact]
    public async Task A_batch_wakes_nothing_of_itself()
    {
        // Both were decided knowing of one another; only what happens later can change that.
        var rows = Rows.Objects(2);
        await Ledger.OpenChannelAsync(VietNam, Cancellation);
        await Store.Objects.PutAsync(rows, Cancellation);
        var commit = new LedgerCommit(
            VietNam, [], [Rows.Decision(rows[0], 0, "hold"), Rows.Decision(rows[1], 1, "hold")], await PeekAsync(VietNam),
            [
                new AwaitedReference(rows[1].ObjectId, rows[0].ObjectId, rows[0].Version),
                new AwaitedReference(rows[0].ObjectId, rows[1].ObjectId, rows[1].Version),
            ]);
        await Ledger.CommitAsync(commit, Cancellation);
        Assert.Empty(await PeekAsync(VietNam));
    }

    [Fact]
    public async Task What_was_woken_together_does_not_wake_one_another()
    {
        var rows = Rows.Objects(3);
        await DecideAllAsync(VietNam, rows);
        await CommitAsync(
            VietNam, [Rows.Decision(rows[0], 3, "hold"), Rows.Decision(rows[1], 4, "hold")],
            new AwaitedReference(rows[2].ObjectId, rows[0].ObjectId, rows[0].Version),
            new AwaitedReference(rows[2].ObjectId, rows[1].ObjectId, rows[1].Version),
            new AwaitedReference(rows[0].ObjectId, rows[1].ObjectId, rows[1].Version));
        await CommitAsync(VietNam, [Left(rows[2], 5)]);
        var woken = await PeekAsync(VietNam);
        Assert.Equal([Rows.Id(0), Rows.Id(1)], woken.Select(row => row.Object.ObjectId));
        await SettleAsync(VietNam, [Left(rows[0], 6), Left(rows[1], 7)], woken);
        Assert.Empty(await PeekAsync(VietNam));
    }

    [Fact]
    public async Task What_the_recipient_does_not_get_wakes_only_who_waited_for_the_decision_itself()
    {
        var rows = Rows.Objects(3);
        await DecideAllAsync(VietNam, rows[..2]);
        await CommitAsync(
            VietNam, [],
            new AwaitedReference(rows[2].ObjectId, rows[0].ObjectId, rows[0].Version),
            new AwaitedReference(rows[2].ObjectId, rows[1].ObjectId, rows[1].Version, IsUndecided: true));
        await Store.Objects.PutAsync([rows[2]], Cancellation);
        await SettleAsync(VietNam, [Rows.Decision(rows[2], 3, "deny")], await PeekAsync(VietNam));
        var woken = await PeekAsync(VietNam);
        Assert.Equal(rows[1].ObjectId, Assert.Single(woken).Object.ObjectId);
        await SettleAsync(VietNam, [Rows.Decision(rows[1], 4, "deny")], woken);

        // The recipient gives it: that is news for the other one.
        await CommitAsync(VietNam, [Rows.Decision(rows[2], 5, "hold") with { IsWithRecipient = true }]);
        Assert.Equal(rows[0].ObjectId, Assert.Single(await PeekAsync(VietNam)).Object.ObjectId);
    }

    [Fact]
    public async Task Reference_facts_say_who_gave_it_whether_it_waits_and_how_it_left()
    {
        var (own, received, derived) = (Rows.Object(1), Rows.Object(Rows.Id(2), party: "sg"), Rows.Object(3));
        await DecideAllAsync(VietNam, [own, received, derived]);
        await Store.Objects.PutAsync([Rows.Object(1, Rows.VersionTwo), Rows.Object(4)], Cancellation);
        var log = new LogScript(VietNam);
        await Ledger.CommitAsync(
            new LedgerCommit(
                VietNam, [log.Append((received, received.ObjectId, received.Version, null), (derived, Rows.Id(33), "", "{}"))],
                [], [], []),
            Cancellation);
        string[] asked = [Rows.Id(1), Rows.Id(2), Rows.Id(3), Rows.Id(4), Rows.Id(5), Rows.Id(1)];
        var facts = await Ledger.ReadReferencesAsync(VietNam, asked, Cancellation);
        Assert.Equal(
            new Dictionary<string, ReferenceFacts>
            {
                [Rows.Id(1)] = new(Rows.Id(1), false, true, null),
                [Rows.Id(2)] = new(Rows.Id(2), false, false, Rows.Id(2)),
                [Rows.Id(3)] = new(Rows.Id(3), false, false, Rows.Id(33)),
                [Rows.Id(4)] = new(Rows.Id(4), false, true, null),
            },
            facts);
        Assert.Empty(await Ledger.ReadReferencesAsync(VietNam, [], Cancellation));
    }

    [Fact]
    public async Task Reference_facts_of_realms_and_channels_never_mix()
    {
        var exercise = Rows.Channel("vn", Realm.Exercise);
        await Ledger.OpenChannelAsync(Japan, Cancellation);
        await DecideAllAsync(VietNam, [Rows.Object(1)]);
        await Ledger.CommitAsync(
            new LedgerCommit(VietNam, [new LogScript(VietNam).Append(Rows.Object(1))], [], [], []), Cancellation);
        Assert.Empty(await Ledger.ReadReferencesAsync(exercise, [Rows.Id(1)], Cancellation));
        Assert.Equal(
            new ReferenceFacts(Rows.Id(1), false, true, null),
            (await Ledger.ReadReferencesAsync(Japan, [Rows.Id(1)], Cancellation))[Rows.Id(1)]);
    }

    private static DecisionRow Left(ObjectRow row, long index) =>
        Rows.Decision(row, index, releasedId: row.ObjectId, entry: index);

    private async Task DecideAllAsync(ChannelRow channel, IReadOnlyList<ObjectRow> rows)
    {
        await Ledger.OpenChannelAsync(channel, Cancellation);
        await Store.Objects.PutAsync(rows, Cancellation);
        await SettleAsync(
            channel, [.. rows.Select((row, i) => Rows.Decision(row, i, "deny"))], await PeekAsync(channel));
    }

    private Task<IReadOnlyList<PendingRow>> PeekAsync(ChannelRow channel) =>
        Ledger.PeekPendingAsync(channel, 1000, Cancellation);

    private Task SettleAsync(
        ChannelRow channel, IReadOnlyList<DecisionRow> decisions, IReadOnlyList<PendingRow> settled) =>
        Ledger.CommitAsync(new LedgerCommit(channel, [], decisions, settled, []), Cancellation);

    private Task CommitAsync(
        ChannelRow channel, IReadOnlyList<DecisionRow> decisions, params IReadOnlyList<AwaitedReference> awaited) =>
        Ledger.CommitAsync(new LedgerCommit(channel, [], decisions, [], awaited), Cancellation);
}
