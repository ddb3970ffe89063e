using System.Text;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What <see cref="ILedgerStore.ReadReleasedAsync"/> promises.</summary>
public abstract class ReleasedConformance(IStorePlace place) : StoreConformance(place)
{
    private const string VersionThree = "2026-02-01T00:00:00.000001Z";

    private static readonly ChannelRow VietNam = Rows.Channel("vn");

    private static readonly ReleasedQuery All =
        new(Realm.Live, VietNam.Origin, 0, 1000, WithBytes: true) { Versions = VersionFilter.Every };

    [Fact]
    public async Task Released_bytes_are_the_stored_ones_or_those_of_the_derivative()
    {
        var (plain, derived) = (Rows.Object(1), Rows.Object(2));
        await ReleaseAsync(
            new LogScript(VietNam), (plain, plain.ObjectId, plain.Version, null), (derived, Rows.Id(22), "", "{\"d\":1}"));
        await ReopenAsync();
        var read = await ReadAsync(All);
        Assert.Equal([(0L, Rows.Id(1), plain.Version, Rows.At(0)), (1L, Rows.Id(22), "", Rows.At(1))], read.Select(Head));
        Assert.Equal(plain.Bytes.ToArray(), read[0].Bytes.ToArray());
        Assert.Equal("{\"d\":1}", Encoding.UTF8.GetString(read[1].Bytes.Span));
        var manifest = await ReadAsync(All with { WithBytes = false });
        Assert.Equal(read.Select(Head), manifest.Select(Head));
        Assert.All(manifest, item => Assert.Equal(0, item.Bytes.Length));
    }

    [Fact]
    public async Task Pages_by_index_lose_nothing_when_all_times_are_the_same()
    {
        var log = new LogScript(VietNam) { Time = _ => Rows.At(5) };
        foreach (var batch in Rows.Objects(503).Chunk(100)) await ReleaseAsync(log, batch);
        foreach (var size in new[] { 1, 7, 100, 503, 1000 })
        {
            var read = new List<ReleasedObject>();
            for (var from = 0L; ; from = read[^1].Index + 1)
            {
                var page = await ReadAsync(All with { From = from, CountMax = size, WithBytes = false });
                if (page.Count == 0) break;
                Assert.True(page.Count <= size);
                read.AddRange(page);
            }

            Assert.Equal(Enumerable.Range(0, 503).Select(i => (long)i), read.Select(item => item.Index));
            Assert.Equal(Enumerable.Range(0, 503).Select(i => Rows.Id(i)), read.Select(item => item.ObjectId));
        }

        Assert.Empty(await ReadAsync(All with { AddedAfter = Rows.At(5) }));
        Assert.Equal(503, (await ReadAsync(All with { AddedAfter = Rows.At(4) })).Count);
    }

    [Fact]
    public async Task A_big_page_comes_whole()
    {
        await ReleaseAsync(new LogScript(VietNam), Rows.Objects(3_000));
        var read = await ReadAsync(All with { CountMax = 10_000 });
        Assert.Equal(3_000, read.Count);
        foreach (var (expected, actual) in Rows.Objects(3_000).Zip(read))
        {
            Assert.True(expected.Bytes.Span.SequenceEqual(actual.Bytes.Span));
        }
    }

    [Fact]
    public async Task Added_after_is_strict_to_the_microsecond()
    {
        await ReleaseAsync(new LogScript(VietNam), Rows.Objects(5));
        Assert.Equal([3L, 4], Indexes(await ReadAsync(All with { AddedAfter = Rows.At(2) })));
        Assert.Equal([3L, 4], Indexes(await ReadAsync(All with { AddedAfter = Rows.At(2).AddTicks(9) })));
        Assert.Equal([2L, 3, 4], Indexes(await ReadAsync(All with { AddedAfter = Rows.At(2).AddTicks(-1) })));
        Assert.Equal(5, (await ReadAsync(All with { AddedAfter = DateTimeOffset.UnixEpoch })).Count);
    }

    [Fact]
    public async Task Every_condition_narrows_and_they_add_up()
    {
        ObjectRow[] rows =
        [
            Rows.Object(0), Rows.Object(Rows.Id(1, "malware")), Rows.Object(2), Rows.Object(Rows.Id(3, "tool")),
            Rows.Object(4), Rows.Object(Rows.Id(5, "malware")),
        ];
        await ReleaseAsync(new LogScript(VietNam), rows);
        Assert.Equal([1L, 5], Indexes(await ReadAsync(All with { Types = ["malware", "unknown"] })));
        Assert.Equal([1L, 3, 5], Indexes(await ReadAsync(All with { Types = ["tool", "malware"] })));
        var ids = All with { Ids = [rows[5].ObjectId, rows[0].ObjectId, Rows.Id(99), rows[0].ObjectId] };
        Assert.Equal([0L, 5], Indexes(await ReadAsync(ids)));
        Assert.Equal([5L], Indexes(await ReadAsync(ids with { Types = ["malware"] })));
        Assert.Equal([5L], Indexes(await ReadAsync(ids with { From = 1 })));
        Assert.Equal([0L], Indexes(await ReadAsync(ids with { CountMax = 1 })));
        Assert.Empty(await ReadAsync(ids with { Types = ["malware"], AddedAfter = Rows.At(5) }));
        Assert.Empty(await ReadAsync(ids with { Types = ["malware"], Versions = Exact(Rows.VersionTwo) }));
        Assert.Empty(await ReadAsync(All with { Ids = ["'; --", "\"", "\\"], Types = ["malware"] }));
    }

    [Fact]
    public async Task Versions_are_first_last_all_or_exact()
    {
        await ReleaseAsync(
            new LogScript(VietNam), Rows.Object(1, Rows.VersionOne), Rows.Object(2, Rows.VersionOne),
            Rows.Object(1, Rows.VersionTwo), Rows.Object(1, VersionThree), Rows.Object(Rows.Id(3, "ipv4-addr"), ""));
        Assert.Equal([1L, 3, 4], Indexes(await ReadAsync(new ReleasedQuery(Realm.Live, VietNam.Origin, 0, 1000, true))));
        Assert.Equal([1L, 3, 4], Indexes(await ReadAsync(All with { Versions = VersionFilter.Last })));
        Assert.Equal([0L, 1, 4], Indexes(await ReadAsync(All with { Versions = First })));
        Assert.Equal([0L, 1, 2, 3, 4], Indexes(await ReadAsync(All)));
        Assert.Equal([2L], Indexes(await ReadAsync(All with { Versions = Exact(Rows.VersionTwo) })));
        Assert.Equal([0L, 1, 2], Indexes(await ReadAsync(All with { Versions = Exact(Rows.VersionTwo, Rows.VersionOne) })));
        Assert.Equal(
            [0L, 1, 3, 4], Indexes(await ReadAsync(All with { Versions = new VersionFilter(true, true, false, []) })));
        Assert.Equal(
            [0L, 1, 2, 4],
            Indexes(await ReadAsync(All with { Versions = new VersionFilter(true, false, false, [Rows.VersionTwo]) })));
        Assert.Empty(await ReadAsync(All with { Versions = new VersionFilter(false, false, false, []) }));
    }

    [Fact]
    public async Task The_last_version_is_the_latest_and_not_the_one_that_was_released_last()
    {
        // The newest came first, then the oldest; then the newest once more, with other redactions.
        var (one, two, three) = (Rows.Object(1), Rows.Object(1, Rows.VersionTwo), Rows.Object(1, VersionThree));
        var log = new LogScript(VietNam);
        await ReleaseAsync(log, three, one, two);
        Assert.Equal([0L], Indexes(await ReadAsync(All with { Versions = VersionFilter.Last })));
        Assert.Equal([1L], Indexes(await ReadAsync(All with { Versions = First })));
        await ReleaseAsync(
            log, (three, three.ObjectId, three.Version, "{\"again\":3}"), (one, one.ObjectId, one.Version, "{\"again\":1}"));
        var last = Assert.Single(await ReadAsync(All with { Versions = VersionFilter.Last }));
        Assert.Equal((3L, "{\"again\":3}"), (last.Index, Encoding.UTF8.GetString(last.Bytes.Span)));
        Assert.Equal([4L], Indexes(await ReadAsync(All with { Versions = First })));
    }

    [Fact]
    public async Task Realms_and_channels_never_mix()
    {
        var exercise = VietNam with { Realm = Realm.Exercise };
        await ReleaseAsync(new LogScript(VietNam), Rows.Object(1));
        var training = Rows.Object(Rows.Id(1), realm: Realm.Exercise, content: "training");
        await ReleaseAsync(new LogScript(exercise), training, Rows.Object(2, realm: Realm.Exercise));
        await ReleaseAsync(new LogScript(Rows.Channel("jp")), Rows.Objects(3, from: 10));
        Assert.Equal(Rows.Object(1).Bytes.ToArray(), Assert.Single(await ReadAsync(All)).Bytes.ToArray());
        var read = await ReadAsync(All with { Realm = Realm.Exercise });
        Assert.Equal(2, read.Count);
        Assert.Equal(training.Bytes.ToArray(), read[0].Bytes.ToArray());
        Assert.Empty(await ReadAsync(All with { Origin = "unknown" }));
    }

    [Fact]
    public async Task An_earlier_state_can_be_read_as_it_was()
    {
        var log = new LogScript(VietNam);
        await ReleaseAsync(log, Rows.Object(1), Rows.Object(2));
        var then = await ReadAsync(All with { Versions = VersionFilter.Last });
        await ReleaseAsync(log, Rows.Object(1, Rows.VersionTwo), Rows.Object(3));
        Assert.Equal([1L, 2, 3], Indexes(await ReadAsync(All with { Versions = VersionFilter.Last })));
        var again = await ReadAsync(All with { Versions = VersionFilter.Last, Until = 2 });
        Assert.Equal(then.Select(Head), again.Select(Head));
        Assert.Equal([0L, 1, 2], Indexes(await ReadAsync(All with { Until = 3 })));
        Assert.Empty(await ReadAsync(All with { Until = 0 }));
    }

    [Fact]
    public async Task Reading_ends_one_row_after_its_bytes_are_used_up()
    {
        await ReleaseAsync(new LogScript(VietNam), Rows.Objects(10));
        var bytes = (await ReadAsync(All)).Select(row => (long)row.Bytes.Length).ToList();
        Assert.Equal([0L, 1], Indexes(await ReadAsync(All with { BytesMax = 1 })));
        Assert.Equal([0L, 1, 2, 3], Indexes(await ReadAsync(All with { BytesMax = bytes.Take(3).Sum() - 1 })));
        Assert.Equal([0L, 1, 2, 3, 4], Indexes(await ReadAsync(All with { BytesMax = bytes.Take(3).Sum() })));
        Assert.Equal(10, (await ReadAsync(All with { BytesMax = bytes.Sum() })).Count);
        Assert.Equal(10, (await ReadAsync(All with { BytesMax = 1, WithBytes = false })).Count);
    }

    private static VersionFilter First { get; } = new(true, false, false, []);

    private static VersionFilter Exact(params IReadOnlyList<string> versions) => new(false, false, false, versions);

    private static IEnumerable<long> Indexes(IEnumerable<ReleasedObject> released) => released.Select(item => item.Index);

    private static (long, string, string, DateTimeOffset) Head(ReleasedObject item) =>
        (item.Index, item.ObjectId, item.Version, item.Time);

    private Task<IReadOnlyList<ReleasedObject>> ReadAsync(ReleasedQuery query) =>
        Store.Ledger.ReadReleasedAsync(query, Cancellation);

    private Task ReleaseAsync(LogScript log, params IReadOnlyList<ObjectRow> rows) =>
        ReleaseAsync(log, [.. rows.Select(row => (row, row.ObjectId, row.Version, (string?)null))]);

    private async Task ReleaseAsync(LogScript log, params IReadOnlyList<(ObjectRow, string, string, string?)> releases)
    {
        await Store.Objects.PutAsync([.. releases.Select(release => release.Item1)], Cancellation);
        await Store.Ledger.CommitAsync(new LedgerCommit(VietNam, [log.Append(releases)], [], [], []), Cancellation);
    }
}
