using Entente.Exchange;
using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What <see cref="IObjectStore"/> promises.</summary>
public abstract class ObjectStoreConformance(IStorePlace place) : StoreConformance(place)
{
    private IObjectStore Objects => Store.Objects;

    [Fact]
    public async Task An_object_comes_back_as_it_was_stored()
    {
        var whole = Rows.Object(1) with
        {
            OriginParty = "vn", OriginAgreement = "agreement:b", AssumedMarking = "marking", Submitter = "partner vn",
        };
        var bare = Rows.Object(Rows.Id(2, "ipv4-addr"), version: "");
        await Objects.PutAsync([whole, bare], Cancellation);
        await ReopenAsync();
        Rows.Same(whole, await Objects.FindAsync(Realm.Live, whole.ObjectId, whole.Version, Cancellation));
        Rows.Same(bare, await Objects.FindAsync(Realm.Live, bare.ObjectId, "", Cancellation));
        Rows.Same(bare, await Objects.FindLatestAsync(Realm.Live, bare.ObjectId, Cancellation));
        Assert.Null(await Objects.FindAsync(Realm.Live, whole.ObjectId, Rows.VersionTwo, Cancellation));
        Assert.Null(await Objects.FindLatestAsync(Realm.Live, Rows.Id(3), Cancellation));
    }

    [Fact]
    public async Task There_is_one_outcome_a_row_in_order()
    {
        var other = Rows.Object(Rows.Id(1), content: "other");
        Assert.Equal([PutOutcome.Stored], await Objects.PutAsync([Rows.Object(1)], Cancellation));
        Assert.Equal(
            [PutOutcome.Conflict, PutOutcome.Stored, PutOutcome.Duplicate, PutOutcome.Stored, PutOutcome.Duplicate],
            await Objects.PutAsync(
                [other, Rows.Object(2), Rows.Object(1), Rows.Object(1, Rows.VersionTwo), Rows.Object(2)], Cancellation));
        Assert.Empty(await Objects.PutAsync([], Cancellation));
        Rows.Same(Rows.Object(1), await Objects.FindAsync(Realm.Live, Rows.Id(1), Rows.VersionOne, Cancellation));
    }

    [Fact]
    public async Task A_duplicate_changes_nothing()
    {
        var first = Rows.Object(1);
        await Objects.PutAsync([first], Cancellation);
        var again = first with { Submitter = "someone else", StoredAt = Rows.At(99), OriginParty = "vn" };
        Assert.Equal([PutOutcome.Duplicate], await Objects.PutAsync([again], Cancellation));
        Rows.Same(first, await Objects.FindLatestAsync(Realm.Live, first.ObjectId, Cancellation));
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000001Z")]
    [InlineData("2026-01-01T00:00:00.000001Z", "2026-01-01T00:00:00.00001Z")]
    [InlineData("2026-01-01T00:00:00.999999999Z", "2026-01-01T00:00:01.000Z")]
    [InlineData("2025-12-31T23:59:59.999Z", "2026-01-01T00:00:00.000Z")]
    public async Task The_latest_version_is_the_one_of_the_latest_time_at_every_precision(string earlier, string later)
    {
        await Objects.PutAsync([Rows.Object(1, later), Rows.Object(1, earlier), Rows.Object(2, earlier)], Cancellation);
        await Objects.PutAsync([Rows.Object(2, later)], Cancellation);
        Assert.Equal(later, (await Objects.FindLatestAsync(Realm.Live, Rows.Id(1), Cancellation))!.Version);
        Assert.Equal(later, (await Objects.FindLatestAsync(Realm.Live, Rows.Id(2), Cancellation))!.Version);
        var listed = await Objects.ListByTypeAsync(Realm.Live, "indicator", null, 10, Cancellation);
        Assert.Equal([(Rows.Id(1), later), (Rows.Id(2), later)], listed.Select(row => (row.ObjectId, row.Version)));
    }

    [Fact]
    public async Task Types_are_listed_as_they_arrived_page_by_page_with_nothing_lost()
    {
        var ids = Enumerable.Range(0, 57).Select(number => Rows.Id(number * 37 % 57)).ToList();
        await Objects.PutAsync([.. ids.Select(id => Rows.Object(id))], Cancellation);
        await Objects.PutAsync([.. ids.Select(id => Rows.Object(id, Rows.VersionTwo))], Cancellation);
        await Objects.PutAsync([Rows.Object(Rows.Id(1, "malware"))], Cancellation);
        var listed = new List<string>();
        for (ObjectRow? after = null; ;)
        {
            var page = await Objects.ListByTypeAsync(Realm.Live, "indicator", after, 10, Cancellation);
            Assert.All(page, row => Assert.Equal(Rows.VersionTwo, row.Version));
            Assert.True(page.Count <= 10);
            if (page.Count == 0) break;
            listed.AddRange(page.Select(row => row.ObjectId));
            after = page[^1];
        }

        Assert.Equal(ids, listed);
    }

    [Fact]
    public async Task Known_ids_are_those_stored_in_any_version()
    {
        await Objects.PutAsync([Rows.Object(1), Rows.Object(1, Rows.VersionTwo), Rows.Object(2)], Cancellation);
        string[] asked = [Rows.Id(1), Rows.Id(3), Rows.Id(2), Rows.Id(1), "\"quoted\" 'id' \u65e5\u672c", ""];
        var known = await Objects.KnownIdsAsync(Realm.Live, asked, Cancellation);
        Assert.Equal([Rows.Id(1), Rows.Id(2)], known.Order(StringComparer.Ordinal));
        Assert.Empty(await Objects.KnownIdsAsync(Realm.Live, [], Cancellation));
        var many = Enumerable.Range(0, 40_000).Select(number => Rows.Id(number)).ToList();
        Assert.Equal(2, (await Objects.KnownIdsAsync(Realm.Live, many, Cancellation)).Count);
    }

    [Fact]
    public async Task Versions_are_counted_by_type()
    {
        await Objects.PutAsync(
            [Rows.Object(1), Rows.Object(1, Rows.VersionTwo), Rows.Object(Rows.Id(1, "malware"))], Cancellation);
        await Objects.PutAsync([Rows.Object(1)], Cancellation);
        var counts = await Objects.CountByTypeAsync(Realm.Live, Cancellation);
        Assert.Equal([("indicator", 2L), ("malware", 1L)], counts.Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public async Task Realms_never_mix()
    {
        var live = Rows.Object(1);
        var exercise = Rows.Object(Rows.Id(1), realm: Realm.Exercise, content: "training");
        var later = Rows.Object(2, realm: Realm.Exercise);
        Assert.Equal([PutOutcome.Stored, PutOutcome.Stored], await Objects.PutAsync([live, exercise], Cancellation));
        await Objects.PutAsync([later], Cancellation);
        Rows.Same(live, await Objects.FindLatestAsync(Realm.Live, live.ObjectId, Cancellation));
        Rows.Same(exercise, await Objects.FindAsync(Realm.Exercise, live.ObjectId, live.Version, Cancellation));
        Assert.Null(await Objects.FindLatestAsync(Realm.Live, later.ObjectId, Cancellation));
        Assert.Null(await Objects.FindAsync(Realm.Live, later.ObjectId, later.Version, Cancellation));
        Assert.Empty(await Objects.KnownIdsAsync(Realm.Live, [later.ObjectId], Cancellation));
        Rows.Same(live, Assert.Single(await Objects.ListByTypeAsync(Realm.Live, "indicator", null, 9, Cancellation)));
        Assert.Equal(1, (await Objects.CountByTypeAsync(Realm.Live, Cancellation))["indicator"]);
        Assert.Equal(2, (await Objects.CountByTypeAsync(Realm.Exercise, Cancellation))["indicator"]);
    }

    [Fact]
    public async Task A_put_is_atomic_and_may_be_repeated()
    {
        var channel = await Store.Ledger.OpenChannelAsync(Rows.Channel("vn"), Cancellation);
        await IsAtomicAsync(
            "intake",
            () => Objects.PutAsync(Rows.Objects(3), Cancellation),
            async () =>
            {
                var stored = (await Objects.CountByTypeAsync(Realm.Live, Cancellation)).GetValueOrDefault("indicator");
                Assert.Contains(stored, new[] { 0L, 3L });
                Assert.Equal(stored, await Store.Ledger.CountPendingAsync(channel, Cancellation));
                return stored == 3;
            });
        Assert.All(
            await Objects.PutAsync(Rows.Objects(3), Cancellation), outcome => Assert.Equal(PutOutcome.Duplicate, outcome));
        Assert.Equal(3, await Store.Ledger.CountPendingAsync(channel, Cancellation));
    }

    [Fact]
    public async Task A_cancelled_put_stores_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Objects.PutAsync(Rows.Objects(1), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Objects.FindLatestAsync(Realm.Live, Rows.Id(0), cancelled));
        Assert.Empty(await Objects.CountByTypeAsync(Realm.Live, Cancellation));
    }

    [Fact]
    public async Task Of_many_writers_of_the_same_objects_one_stores_each()
    {
        const int Writers = 40;
        var writes = Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                // Ten objects that everybody writes and ten of one's own.
                var outcomes = await Objects.PutAsync(
                    [.. Rows.Objects(10), .. Rows.Objects(10, from: 100 + (writer * 10))], Cancellation);
                Assert.All(outcomes.Skip(10), outcome => Assert.Equal(PutOutcome.Stored, outcome));
                var known = await Objects.KnownIdsAsync(Realm.Live, [Rows.Id(100 + (writer * 10))], Cancellation);
                Assert.True(known.Count == 1, "a completed write was not seen by the next read");
                return outcomes.Take(10).Count(outcome => outcome == PutOutcome.Stored);
            },
            Cancellation));
        Assert.Equal(10, (await Task.WhenAll(writes)).Sum());
        await ReopenAsync();
        Assert.Equal(10 + (Writers * 10), (await Objects.CountByTypeAsync(Realm.Live, Cancellation))["indicator"]);
    }

    [Fact]
    public async Task A_large_put_is_one_put()
    {
        var big = new string('x', 1_000_000);
        ObjectRow[] rows = [.. Rows.Objects(5_000), Rows.Object(Rows.Id(9_999), content: big)];
        var outcomes = await Objects.PutAsync(rows, Cancellation);
        Assert.All(outcomes, outcome => Assert.Equal(PutOutcome.Stored, outcome));
        await ReopenAsync();
        Assert.Equal(5_001, (await Objects.CountByTypeAsync(Realm.Live, Cancellation))["indicator"]);
        Rows.Same(rows[^1], await Objects.FindLatestAsync(Realm.Live, Rows.Id(9_999), Cancellation));
    }
}
