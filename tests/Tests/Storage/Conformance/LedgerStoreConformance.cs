using CsCheck;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Hash = Entente.Transparency.Hash;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What <see cref="ILedgerStore"/> promises about logs, decisions and receipts.</summary>
public abstract class LedgerStoreConformance(IStorePlace place) : StoreConformance(place)
{
    private static readonly ChannelRow VietNam = Rows.Channel("vn");

    private ILedgerStore Ledger => Store.Ledger;

    [Fact]
    public async Task A_log_has_no_head_before_its_first_commit()
    {
        await Ledger.OpenChannelAsync(VietNam, Cancellation);
        Assert.Null(await Ledger.FindHeadAsync(Realm.Live, VietNam.Origin, Cancellation));
        Assert.Empty(await Ledger.ListHeadsAsync(LogKind.Channel, Cancellation));
        Assert.Empty(await Ledger.ReadEntriesAsync(Realm.Live, VietNam.Origin, 0, 10, Cancellation));
        Assert.Empty(await Ledger.ReadHashesAsync(Realm.Live, VietNam.Origin, 0, 0, 10, Cancellation));
    }

    [Fact]
    public async Task The_head_is_that_of_the_last_append()
    {
        var log = new LogScript(VietNam);
        await CommitAsync(log.Append(Rows.Objects(3)));
        var append = log.Append(Rows.Objects(2, from: 3));
        await CommitAsync(append);
        await ReopenAsync();
        Assert.Equal(
            new LogHead(Realm.Live, VietNam.Origin, LogKind.Channel, 5, log.Root, append.Checkpoint, Rows.At(4)),
            await Ledger.FindHeadAsync(Realm.Live, VietNam.Origin, Cancellation));
    }

    [Fact]
    public async Task Heads_are_listed_by_kind()
    {
        var logs = new[]
        {
            new LogScript(VietNam), new LogScript(Realm.Live, "us.example/decisions", LogKind.Decisions),
            new LogScript(Realm.Exercise, "us.example/decisions", LogKind.Decisions),
            new LogScript(Realm.Live, "vn.example/channels/a/us/live", LogKind.Mirror),
        };
        await CommitAsync([.. logs.Select(log => log.Append(Rows.Object(1)))]);
        foreach (var (kind, count) in new[] { (LogKind.Channel, 1), (LogKind.Decisions, 2), (LogKind.Mirror, 1) })
        {
            var heads = await Ledger.ListHeadsAsync(kind, Cancellation);
            Assert.Equal(count, heads.Count);
            Assert.All(heads, head => Assert.Equal(kind, head.Kind));
        }
    }

    [Fact]
    public async Task Entries_are_read_in_order_from_an_index_without_released_bytes()
    {
        var log = new LogScript(VietNam);
        await CommitAsync(log.Append((Rows.Object(1), Rows.Id(50), Rows.VersionTwo, "derived")));
        await CommitAsync(log.Append(Rows.Objects(9)));
        var entries = await Ledger.ReadEntriesAsync(Realm.Live, VietNam.Origin, 0, 100, Cancellation);
        Assert.Equal(10, entries.Count);
        foreach (var (expected, actual) in log.Entries.Zip(entries)) Rows.Same(expected, actual);
        Assert.All(entries, entry => Assert.Null(entry.Body));
        var part = await Ledger.ReadEntriesAsync(Realm.Live, VietNam.Origin, 4, 3, Cancellation);
        Assert.Equal([4L, 5, 6], part.Select(entry => entry.Index));
        Assert.Empty(await Ledger.ReadEntriesAsync(Realm.Live, VietNam.Origin, 10, 3, Cancellation));
    }

    [Fact]
    public async Task Tile_hashes_of_every_level_are_those_of_the_tree()
    {
        var log = new LogScript(VietNam);
        foreach (var batch in Rows.Objects(600).Chunk(130)) await CommitAsync(log.Append(batch));
        await ReopenAsync();
        foreach (var level in log.Hashes.GroupBy(hash => hash.Level))
        {
            var all = level.OrderBy(hash => hash.Index).Select(hash => hash.Value).ToList();
            Assert.Equal(all, await Ledger.ReadHashesAsync(Realm.Live, VietNam.Origin, level.Key, 0, 1000, Cancellation));
            Assert.Equal(
                all.Skip(1).Take(1), await Ledger.ReadHashesAsync(Realm.Live, VietNam.Origin, level.Key, 1, 1, Cancellation));
        }

        Assert.Contains(log.Hashes, hash => hash.Level == 1);
        Assert.Equal(256, (await Ledger.ReadHashesAsync(Realm.Live, VietNam.Origin, 0, 256, 256, Cancellation)).Count);
        Assert.Empty(await Ledger.ReadHashesAsync(Realm.Live, VietNam.Origin, 5, 0, 10, Cancellation));
    }

    [Fact]
    public async Task A_commit_from_another_size_is_refused_and_changes_nothing()
    {
        await Ledger.OpenChannelAsync(VietNam, Cancellation);
        await Store.Objects.PutAsync(Rows.Objects(2), Cancellation);
        var pending = await Ledger.PeekPendingAsync(VietNam, 10, Cancellation);
        var decisions = new LogScript(Realm.Live, "us.example/decisions", LogKind.Decisions);
        await CommitAsync(decisions.Append(Rows.Object(7)));
        var moved = new LogScript(Realm.Live, "us.example/decisions", LogKind.Decisions);

        // The first append fits and the second does not: neither may stay.
        var commit = new LedgerCommit(
            VietNam, [new LogScript(VietNam).Append(Rows.Objects(2)), moved.Append(Rows.Object(8))],
            [Rows.Decision(Rows.Object(0), 0)], pending, [new AwaitedReference(Rows.Id(7), Rows.Id(0), Rows.VersionOne)]);
        var refusal = await Assert.ThrowsAsync<LogMovedException>(() => Ledger.CommitAsync(commit, Cancellation));
        Assert.Contains("us.example/decisions", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await Ledger.FindHeadAsync(Realm.Live, VietNam.Origin, Cancellation));
        Assert.Equal(1, (await Ledger.FindHeadAsync(Realm.Live, "us.example/decisions", Cancellation))!.Size);
        Assert.Empty(await Ledger.ListDecisionsAsync(VietNam, null, 10, Cancellation));
        Assert.Equal(2, await Ledger.CountPendingAsync(VietNam, Cancellation));
        Assert.Empty(await Ledger.ReadEntriesAsync(Realm.Live, VietNam.Origin, 0, 10, Cancellation));
        await CommitAsync(decisions.Append(Rows.Object(8)));
    }

    [Fact]
    public async Task Of_two_writers_that_start_from_the_same_size_one_wins_whole()
    {
        const int Writers = 12;
        var commits = Enumerable.Range(0, Writers).Select(writer =>
            new LogScript(VietNam).Append(Rows.Objects(5, from: writer * 10))).ToList();
        var failures = await Task.WhenAll(commits.Select(async commit =>
        {
            try
            {
                await Task.Run(() => CommitAsync(commit), Cancellation);
                return null;
            }
            catch (LogMovedException moved)
            {
                return moved;
            }
        }));
        var winner = commits[Assert.Single(Enumerable.Range(0, Writers), writer => failures[writer] is null)];
        var entries = await Ledger.ReadEntriesAsync(Realm.Live, VietNam.Origin, 0, 100, Cancellation);
        Assert.Equal(winner.Entries.Select(entry => entry.ObjectId), entries.Select(entry => entry.ObjectId));
        Assert.Equal(winner.Root, (await Ledger.FindHeadAsync(Realm.Live, VietNam.Origin, Cancellation))!.Root);
    }

    [Fact]
    public async Task A_commit_is_all_or_nothing()
    {
        await Ledger.OpenChannelAsync(VietNam, Cancellation);
        await Store.Objects.PutAsync(Rows.Objects(4), Cancellation);
        var pending = await Ledger.PeekPendingAsync(VietNam, 10, Cancellation);
        var decisions = new LogScript(Realm.Live, "us.example/decisions", LogKind.Decisions);
        var commit = new LedgerCommit(
            VietNam, [new LogScript(VietNam).Append(Rows.Objects(4)), decisions.Append(Rows.Objects(4))],
            [.. Rows.Objects(4).Select((row, i) => Rows.Decision(row, i))], pending, []);
        await IsAtomicAsync(
            "ledger",
            () => Ledger.CommitAsync(commit, Cancellation),
            async () =>
            {
                var size = (await Ledger.FindHeadAsync(Realm.Live, VietNam.Origin, Cancellation))?.Size ?? 0;
                Assert.Contains(size, new[] { 0L, 4L });
                Assert.Equal(size, (await Ledger.ReadEntriesAsync(Realm.Live, VietNam.Origin, 0, 9, Cancellation)).Count);
                Assert.Equal(size, (await Ledger.ListDecisionsAsync(VietNam, null, 9, Cancellation)).Count);
                Assert.Equal(4 - size, await Ledger.CountPendingAsync(VietNam, Cancellation));
                var head = await Ledger.FindHeadAsync(Realm.Live, "us.example/decisions", Cancellation);
                Assert.Equal(size, head?.Size ?? 0);
                return size == 4;
            });
    }

    [Fact]
    public async Task The_same_origin_in_two_realms_is_two_logs()
    {
        var live = new LogScript(Realm.Live, "us.example/decisions", LogKind.Decisions);
        var exercise = new LogScript(Realm.Exercise, "us.example/decisions", LogKind.Decisions);
        await CommitAsync(live.Append(Rows.Objects(300)));
        await CommitAsync(exercise.Append(Rows.Objects(2, from: 500)));
        var head = await Ledger.FindHeadAsync(Realm.Exercise, "us.example/decisions", Cancellation);
        Assert.Equal((2L, exercise.Root), (head!.Size, head.Root));
        head = await Ledger.FindHeadAsync(Realm.Live, "us.example/decisions", Cancellation);
        Assert.Equal((300L, live.Root), (head!.Size, head.Root));
        var entries = await Ledger.ReadEntriesAsync(Realm.Exercise, "us.example/decisions", 0, 10, Cancellation);
        Assert.Equal([Rows.Id(500), Rows.Id(501)], entries.Select(entry => entry.ObjectId));
        Assert.Equal(2, (await HashesAsync(Realm.Exercise, 0)).Count);
        Assert.Empty(await HashesAsync(Realm.Exercise, 1));
        Assert.Single(await HashesAsync(Realm.Live, 1));
    }

    [Fact]
    public async Task Decisions_about_an_object_are_found_newest_version_first()
    {
        string[] versions =
        [
            "2026-01-01T00:00:00.000001Z", "2026-02-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z",
        ];
        await DecideAsync(VietNam, [.. versions.Select((version, i) =>
            Rows.Decision(Rows.Object(1, version), i, "transform", $"{{\"v\":{i}}}", Rows.Id(70 + i), entry: i))]);
        await DecideAsync(VietNam, Rows.Decision(Rows.Object(2), 3));
        var found = await Ledger.FindDecisionsAsync(VietNam, Rows.Id(1), Cancellation);
        Assert.Equal([versions[1], versions[0], versions[2]], found.Select(row => row.Version));
        Assert.Equal(
            Rows.Decision(Rows.Object(1, versions[0]), 0, "transform", "{\"v\":0}", Rows.Id(70), entry: 0), found[1]);
        Assert.Empty(await Ledger.FindDecisionsAsync(VietNam, Rows.Id(3), Cancellation));
    }

    [Fact]
    public async Task A_later_decision_about_the_same_version_takes_the_place_of_the_earlier_one()
    {
        await DecideAsync(VietNam, Rows.Decision(Rows.Object(1), 0, "hold", "{\"why\":1}"));
        var later = Rows.Decision(Rows.Object(1), 5, "permit", "{\"why\":2}", Rows.Id(1), entry: 0);
        await DecideAsync(VietNam, later);
        Assert.Equal([later], await Ledger.FindDecisionsAsync(VietNam, Rows.Id(1), Cancellation));
        Assert.Equal(
            [new DecisionCount("indicator", "permit", "{\"why\":2}", 1)],
            await Ledger.CountDecisionsAsync(VietNam, Cancellation));
    }

    [Fact]
    public async Task Decisions_are_listed_by_outcome_newest_first()
    {
        string[] outcomes = ["permit", "deny", "hold"];
        await DecideAsync(VietNam, [.. Rows.Objects(30).Select((row, i) => Rows.Decision(row, i, outcomes[i % 3]))]);
        await DecideAsync(Rows.Channel("jp"), Rows.Decision(Rows.Object(1), 30));
        var all = await Ledger.ListDecisionsAsync(VietNam, null, 100, Cancellation);
        Assert.Equal(Enumerable.Range(0, 30).Reverse().Select(i => (long)i), all.Select(row => row.DecisionIndex));
        var denied = await Ledger.ListDecisionsAsync(VietNam, "deny", 4, Cancellation);
        Assert.Equal([28L, 25, 22, 19], denied.Select(row => row.DecisionIndex));
        Assert.Empty(await Ledger.ListDecisionsAsync(VietNam, "transform", 4, Cancellation));
    }

    [Fact]
    public async Task Decisions_are_counted_by_type_outcome_and_verdict()
    {
        await DecideAsync(VietNam, [
            .. Rows.Objects(5).Select((row, i) => Rows.Decision(row, i, "deny", "{\"a\":1}")),
            .. Rows.Objects(3, from: 5).Select((row, i) => Rows.Decision(row, 5 + i, "deny", "{\"a\":2}")),
            Rows.Decision(Rows.Object(Rows.Id(1, "malware")), 8, "permit", "{\"a\":1}"),
        ]);
        await DecideAsync(Rows.Channel("jp"), Rows.Decision(Rows.Object(1), 9));
        Assert.Equal(
            new HashSet<DecisionCount>
            {
                new("indicator", "deny", "{\"a\":1}", 5), new("indicator", "deny", "{\"a\":2}", 3),
                new("malware", "permit", "{\"a\":1}", 1),
            },
            [.. await Ledger.CountDecisionsAsync(VietNam, Cancellation)]);
    }

    [Fact]
    public async Task Counts_follow_whatever_is_decided_again()
    {
        string[] outcomes = ["permit", "deny", "hold", "transform"];
        var decisions = Gen.Select(Gen.Int[1, 9], Gen.Int[0, 3], Gen.Int[0, 2]).Array[1, 12].Array[1, 8];
        var index = 0L;
        await decisions.SampleAsync(async rounds =>
        {
            foreach (var round in rounds)
            {
                await DecideAsync(VietNam, [.. round.DistinctBy(one => one.Item1).Select(one => Rows.Decision(
                    Rows.Object(one.Item1), (int)index++, outcomes[one.Item2], $"{{\"v\":{one.Item3}}}"))]);
            }

            var listed = (await Ledger.ListDecisionsAsync(VietNam, null, 1_000, Cancellation))
                .GroupBy(row => (row.Type, row.Outcome, row.Verdict))
                .Select(group => new DecisionCount(group.Key.Type, group.Key.Outcome, group.Key.Verdict, group.Count()));
            var counted = await Ledger.CountDecisionsAsync(VietNam, Cancellation);
            Assert.Equal(listed.ToHashSet(), [.. counted]);
        }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task Decisions_of_realms_and_channels_never_mix()
    {
        var exercise = VietNam with { Realm = Realm.Exercise };
        await DecideAsync(VietNam, Rows.Decision(Rows.Object(1), 0, "permit"));
        await DecideAsync(exercise, Rows.Decision(Rows.Object(1), 0, "deny"), Rows.Decision(Rows.Object(2), 1, "deny"));
        Assert.Equal("permit", Assert.Single(await Ledger.FindDecisionsAsync(VietNam, Rows.Id(1), Cancellation)).Outcome);
        Assert.Equal("deny", Assert.Single(await Ledger.FindDecisionsAsync(exercise, Rows.Id(1), Cancellation)).Outcome);
        Assert.Empty(await Ledger.FindDecisionsAsync(VietNam, Rows.Id(2), Cancellation));
        Assert.Single(await Ledger.ListDecisionsAsync(VietNam, null, 10, Cancellation));
        Assert.Equal(2, Assert.Single(await Ledger.CountDecisionsAsync(exercise, Cancellation)).Count);
        Assert.Empty(await Ledger.CountDecisionsAsync(Rows.Channel("jp"), Cancellation));
    }

    [Fact]
    public async Task The_receipt_of_the_greatest_size_is_found_whatever_came_last()
    {
        var origin = VietNam.Origin;
        Assert.Null(await Ledger.FindReceiptAsync(Realm.Live, origin, "vn", Cancellation));
        foreach (var size in new[] { 9L, 300, 100, 300 })
        {
            var receipt = new ReceiptRow("vn", size, $"note {size}", Rows.At(size));
            await Ledger.SaveReceiptAsync(Realm.Live, origin, receipt, Cancellation);
        }

        await Ledger.SaveReceiptAsync(Realm.Exercise, origin, new ReceiptRow("vn", 999, "", Rows.At(1)), Cancellation);
        await Ledger.SaveReceiptAsync(Realm.Live, origin, new ReceiptRow("jp", 998, "", Rows.At(1)), Cancellation);
        await Ledger.SaveReceiptAsync(Realm.Live, "other", new ReceiptRow("vn", 997, "", Rows.At(1)), Cancellation);
        await ReopenAsync();
        Assert.Equal(
            new ReceiptRow("vn", 300, "note 300", Rows.At(300)),
            await Ledger.FindReceiptAsync(Realm.Live, origin, "vn", Cancellation));
    }

    [Fact]
    public Task Saving_a_receipt_is_atomic() => IsAtomicAsync(
        "receipt",
        () => Ledger.SaveReceiptAsync(Realm.Live, "log", new ReceiptRow("vn", 3, "note", Rows.At(1)), Cancellation),
        async () => await Ledger.FindReceiptAsync(Realm.Live, "log", "vn", Cancellation) is not null);

    private Task<IReadOnlyList<Hash>> HashesAsync(Realm realm, int level) =>
        Ledger.ReadHashesAsync(realm, "us.example/decisions", level, 0, 1000, Cancellation);

    private Task CommitAsync(params IReadOnlyList<LogAppend> appends) =>
        Ledger.CommitAsync(new LedgerCommit(VietNam, appends, [], [], []), Cancellation);

    private async Task DecideAsync(ChannelRow channel, params IReadOnlyList<DecisionRow> decisions)
    {
        await Ledger.OpenChannelAsync(channel, Cancellation);
        await Store.Objects.PutAsync(
            [.. decisions.Select(row => Rows.Object(row.ObjectId, row.Version, channel.Realm))], Cancellation);
        await Ledger.CommitAsync(new LedgerCommit(channel, [], decisions, [], []), Cancellation);
    }
}
