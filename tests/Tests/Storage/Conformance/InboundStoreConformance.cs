using System.Text;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What <see cref="IInboundStore"/> promises.</summary>
public abstract class InboundStoreConformance(IStorePlace place) : StoreConformance(place)
{
    private const string Origin = "vn.example/channels/a/us/live";

    private IInboundStore Inbound => Store.Inbound;

    [Fact]
    public async Task The_state_of_a_channel_comes_back_as_it_was_saved()
    {
        Assert.Null(await Inbound.FindInboundAsync(Realm.Live, Origin, Cancellation));
        var first = State(0);
        var later = first with
        {
            Checkpoint = "note", CheckpointSize = 9, StoredSize = 7, Receipt = "receipt", ReceiptSize = 6, ReceiptSentSize = 5,
            LastPullAt = Rows.At(8), Fault = "partner-down: no", Frozen = true, Evidence = "two notes",
        };
        foreach (var state in new[] { first, later, first })
        {
            await Inbound.SaveInboundAsync(state, Cancellation);
            await ReopenAsync();
            Assert.Equal(state, await Inbound.FindInboundAsync(Realm.Live, Origin, Cancellation));
        }
    }

    [Fact]
    public async Task Channels_are_listed_by_origin_and_realms_never_mix()
    {
        InboundRow[] rows =
        [
            State(1, "c"), State(2, "a"), State(3, "B"), State(4, "b") with { Realm = Realm.Exercise },
            State(5, "a0") with { Realm = Realm.Exercise },
        ];
        foreach (var row in rows) await Inbound.SaveInboundAsync(row, Cancellation);
        Assert.Equal(
            rows.OrderBy(row => row.Origin, StringComparer.Ordinal), await Inbound.ListInboundAsync(Cancellation));
        Assert.Null(await Inbound.FindInboundAsync(Realm.Live, "b", Cancellation));
        await Inbound.SaveInboundAsync(State(6, "a") with { Realm = Realm.Exercise }, Cancellation);
        Assert.Equal(2, (await Inbound.FindInboundAsync(Realm.Live, "a", Cancellation))!.StoredSize);
        Assert.Equal(6, (await Inbound.FindInboundAsync(Realm.Exercise, "a", Cancellation))!.StoredSize);
    }

    [Fact]
    public async Task A_page_stores_mirror_objects_sidecars_and_state()
    {
        var channel = await Store.Ledger.OpenChannelAsync(Rows.Channel("jp"), Cancellation);
        var log = Mirror();
        Assert.Equal([PutOutcome.Stored, PutOutcome.Stored], await CommitAsync(log, Received(2)));
        await ReopenAsync();
        var head = await Store.Ledger.FindHeadAsync(Realm.Live, Origin, Cancellation);
        Assert.Equal((LogKind.Mirror, 2L, log.Root), (head!.Kind, head.Size, head.Root));
        Rows.Same(log.Entries[1], (await Store.Ledger.ReadEntriesAsync(Realm.Live, Origin, 1, 1, Cancellation))[0]);
        Rows.Same(Received(2)[1], await Store.Objects.FindLatestAsync(Realm.Live, Rows.Id(1), Cancellation));
        Assert.Equal(State(2), await Inbound.FindInboundAsync(Realm.Live, Origin, Cancellation));
        Assert.Equal(2, await Store.Ledger.CountPendingAsync(channel, Cancellation));
        Assert.Equal(
            [new SidecarRow(Realm.Live, Rows.Id(1), Rows.VersionOne, Origin, 1, "statement 1")],
            await Inbound.ListSidecarsAsync(Realm.Live, Rows.Id(1), Cancellation));
    }

    [Fact]
    public async Task A_page_for_a_mirror_of_another_size_is_refused_whole()
    {
        await CommitAsync(Mirror(), Received(2));
        var again = Page(Mirror(), Received(2, from: 5));
        await Assert.ThrowsAsync<LogMovedException>(() => Inbound.CommitPageAsync(again, Cancellation));
        Assert.Null(await Store.Objects.FindLatestAsync(Realm.Live, Rows.Id(5), Cancellation));
        Assert.Empty(await Inbound.ListSidecarsAsync(Realm.Live, Rows.Id(5), Cancellation));
        Assert.Equal(State(2), await Inbound.FindInboundAsync(Realm.Live, Origin, Cancellation));
        Assert.Equal(2, (await Store.Ledger.FindHeadAsync(Realm.Live, Origin, Cancellation))!.Size);
    }

    [Fact]
    public Task A_page_is_all_or_nothing() => IsAtomicAsync(
        "inbound-page",
        () => CommitAsync(Mirror(), Received(3)),
        async () =>
        {
            var stored = (await Inbound.FindInboundAsync(Realm.Live, Origin, Cancellation))?.StoredSize ?? 0;
            Assert.Contains(stored, new[] { 0L, 3L });
            var known = await Store.Objects.CountByTypeAsync(Realm.Live, Cancellation);
            Assert.Equal(stored, known.GetValueOrDefault("indicator"));
            Assert.Equal(
                stored, (await Store.Ledger.FindHeadAsync(Realm.Live, Origin, Cancellation))?.Size ?? 0);
            var sidecars = await Inbound.ListSidecarsAsync(Realm.Live, Rows.Id(2), Cancellation);
            Assert.Equal(stored == 3 ? 1 : 0, sidecars.Count);
            return stored == 3;
        });

    [Fact]
    public Task Saving_the_state_is_atomic() => IsAtomicAsync(
        "inbound-state",
        () => Inbound.SaveInboundAsync(State(0), Cancellation),
        async () => await Inbound.FindInboundAsync(Realm.Live, Origin, Cancellation) is not null);

    [Fact]
    public async Task What_another_channel_brought_is_kept_once_with_a_sidecar_from_each()
    {
        const string Other = "jp.example/channels/a/us/live";
        var channel = await Store.Ledger.OpenChannelAsync(Rows.Channel("sg"), Cancellation);
        await CommitAsync(Mirror(), Received(2));
        var same = Rows.Object(Rows.Id(1), party: "jp");
        Assert.Equal([PutOutcome.Duplicate], await CommitAsync(Mirror(Other), [same], Other));
        Assert.Equal("vn", (await Store.Objects.FindLatestAsync(Realm.Live, Rows.Id(1), Cancellation))!.OriginParty);
        Assert.Equal(2, await Store.Ledger.CountPendingAsync(channel, Cancellation));
        Assert.Equal(
            [(Other, 0L), (Origin, 1L)],
            (await Inbound.ListSidecarsAsync(Realm.Live, Rows.Id(1), Cancellation)).Select(row => (row.Origin, row.Index)));
    }

    [Fact]
    public async Task Sidecars_are_ordered_by_origin_and_index()
    {
        var log = Mirror();
        for (var i = 0; i < 12; i++) await CommitAsync(log, [Received(1)[0] with { Version = $"v{20 - i}" }]);
        var sidecars = await Inbound.ListSidecarsAsync(Realm.Live, Rows.Id(0), Cancellation);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => ((long)i, $"v{20 - i}")), sidecars.Select(row => (row.Index, row.Version)));
        Assert.Empty(await Inbound.ListSidecarsAsync(Realm.Exercise, Rows.Id(0), Cancellation));
        Assert.Empty(await Inbound.ListSidecarsAsync(Realm.Live, Rows.Id(1), Cancellation));
    }

    [Fact]
    public async Task A_conflict_keeps_its_bytes_with_its_entry_and_nothing_else()
    {
        var channel = await Store.Ledger.OpenChannelAsync(Rows.Channel("jp"), Cancellation);
        var own = Rows.Object(1);
        await Store.Objects.PutAsync([own], Cancellation);
        var theirs = Rows.Object(Rows.Id(1), content: "other", party: "vn");
        var outcomes = await CommitAsync(Mirror(), [Received(1)[0], theirs, Rows.Object(Rows.Id(2), party: "vn")]);
        Assert.Equal([PutOutcome.Stored, PutOutcome.Conflict, PutOutcome.Stored], outcomes);
        await ReopenAsync();
        Rows.Same(own, await Store.Objects.FindLatestAsync(Realm.Live, Rows.Id(1), Cancellation));
        Assert.Equal(3, await Store.Ledger.CountPendingAsync(channel, Cancellation));
        var mirrored = await Store.Ledger.ReadReleasedAsync(
            new ReleasedQuery(Realm.Live, Origin, 0, 10, WithBytes: true), Cancellation);
        Assert.Equal(
            new[] { Received(1)[0], theirs, Rows.Object(Rows.Id(2)) }.Select(row => Encoding.UTF8.GetString(row.Bytes.Span)),
            mirrored.Select(row => Encoding.UTF8.GetString(row.Bytes.Span)));
    }

    [Fact]
    public async Task A_big_page_is_one_page_and_pages_go_on_behind_it()
    {
        var log = Mirror();
        await CommitAsync(log, Received(2_000));
        await CommitAsync(log, Received(100, from: 2_000));
        await ReopenAsync();
        Assert.Equal(2_100, (await Inbound.FindInboundAsync(Realm.Live, Origin, Cancellation))!.StoredSize);
        Assert.Equal(2_100, (await Store.Objects.CountByTypeAsync(Realm.Live, Cancellation))["indicator"]);
        var hashes = await Store.Ledger.ReadHashesAsync(Realm.Live, Origin, 1, 0, 100, Cancellation);
        Assert.Equal(log.Hashes.Where(hash => hash.Level == 1).Select(hash => hash.Value), hashes);
    }

    private static LogScript Mirror(string origin = Origin) => new(Realm.Live, origin, LogKind.Mirror);

    private static ObjectRow[] Received(int count, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(number => Rows.Object(Rows.Id(number), party: "vn"))];

    private static InboundRow State(long size, string origin = Origin) => new(
        Realm.Live, origin, "agreement:a", "vn", "us", "", size, size, "", 0, 0, null, null, false, null);

    private static InboundPage Page(LogScript log, IReadOnlyList<ObjectRow> objects, string origin = Origin)
    {
        var from = log.Size;
        var sidecars = objects.Select((row, i) =>
            new SidecarRow(row.Realm, row.ObjectId, row.Version, origin, from + i, $"statement {from + i}")).ToList();
        return new InboundPage(State(from + objects.Count, origin), log.Append(objects), objects, sidecars);
    }

    private Task<IReadOnlyList<PutOutcome>> CommitAsync(
        LogScript log, IReadOnlyList<ObjectRow> objects, string origin = Origin) =>
        Inbound.CommitPageAsync(Page(log, objects, origin), Cancellation);
}
