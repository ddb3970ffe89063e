using Entente.Exchange;
using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What holds for a store as a whole: group commits, several writers, closing and reopening.</summary>
public abstract class NodeStoreConformance(IStorePlace place) : StoreConformance(place)
{
    [Fact]
    public async Task Writes_that_share_a_commit_each_get_their_own_result()
    {
        var log = new LogScript(Rows.Channel("vn"));
        var tasks = await TogetherAsync(
            "intake",
            () => Store.Objects.PutAsync(Rows.Objects(1), Cancellation),
            [
                .. Enumerable.Range(1, 300).Select(i => (Func<Task>)(() => Store.Objects.PutAsync(Rows.Objects(1, i), Cancellation))),
                () => CommitAsync(log.Append(Rows.Objects(3))),
                () => CommitAsync(new LogScript(Rows.Channel("vn")).Append(Rows.Objects(3, from: 9))),
                () => Store.Objects.PutAsync(Rows.Objects(2, from: 300), Cancellation),
            ]);
        await tasks[0];
        for (var i = 1; i <= 300; i++) Assert.Equal([PutOutcome.Stored], await (Task<IReadOnlyList<PutOutcome>>)tasks[i]);
        await tasks[301];

        // A write that is refused takes back what it did itself and nothing of its neighbours.
        await Assert.ThrowsAsync<LogMovedException>(() => tasks[302]);
        Assert.Equal([PutOutcome.Duplicate, PutOutcome.Stored], await (Task<IReadOnlyList<PutOutcome>>)tasks[303]);
        await ReopenAsync();
        Assert.Equal(302, (await Store.Objects.CountByTypeAsync(Realm.Live, Cancellation))["indicator"]);
        Assert.Equal(log.Root, (await Store.Ledger.FindHeadAsync(Realm.Live, Rows.Channel("vn").Origin, Cancellation))!.Root);
    }

    [Theory]
    [InlineData("partner:before-commit", 0)]
    [InlineData("partner:after-commit", 20)]
    public async Task When_a_shared_commit_fails_all_are_told_and_the_store_goes_on(string point, int stored)
    {
        // One write takes the writer's time while the others gather behind it.
        var tasks = await TogetherAsync(
            "agreement",
            () => Store.Agreements.SaveAgreementAsync(
                new AgreementRow(Realm.Live, "agreement:a", 1, default, false, Rows.At(1)), Cancellation),
            [() => GatherAsync(point)]);
        await Task.WhenAll(tasks);
        Faults.Clear();
        Assert.Equal(stored, (await Store.Partners.ListPartnersAsync(Cancellation)).Count);
        await Store.Partners.SavePartnerAsync(new PartnerRow("later", "{}", null, null, null, null), Cancellation);
        await ReopenAsync();
        Assert.Equal(stored + 1, (await Store.Partners.ListPartnersAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task Many_kinds_of_writes_at_once_lose_nothing()
    {
        var channel = await Store.Ledger.OpenChannelAsync(Rows.Channel("vn"), Cancellation);
        var log = new LogScript(channel);
        var mirror = new LogScript(Realm.Live, "vn.example", LogKind.Mirror);
        async Task LogAsync()
        {
            for (var i = 0; i < 50; i++) await CommitAsync(log.Append(Rows.Objects(3, from: i)));
        }

        async Task PullAsync()
        {
            for (var i = 0; i < 50; i++)
            {
                var row = Rows.Object(5_000 + i);
                var state = new InboundRow(
                    Realm.Live, "vn.example", "a", "vn", "us", "", i + 1, i + 1, "", 0, 0, null, null, false, null);
                var sidecar = new SidecarRow(Realm.Live, row.ObjectId, row.Version, "vn.example", i, "{}");
                await Store.Inbound.CommitPageAsync(new InboundPage(state, mirror.Append(row), [row], [sidecar]), Cancellation);
            }
        }

        var puts = Enumerable.Range(0, 200).Select(i =>
            Task.Run(() => Store.Objects.PutAsync(Rows.Objects(2, from: i * 2), Cancellation), Cancellation));
        var receipts = Enumerable.Range(1, 50).Select(i => Task.Run(
            () => Store.Ledger.SaveReceiptAsync(Realm.Live, "log", new ReceiptRow("vn", i, "", Rows.At(i)), Cancellation),
            Cancellation));
        await Task.WhenAll([Task.Run(LogAsync, Cancellation), Task.Run(PullAsync, Cancellation), .. puts, .. receipts]);
        await ReopenAsync();
        Assert.Equal(450, (await Store.Objects.CountByTypeAsync(Realm.Live, Cancellation))["indicator"]);
        Assert.Equal(450, await Store.Ledger.CountPendingAsync(channel, Cancellation));
        var pending = await Store.Ledger.PeekPendingAsync(channel, 1000, Cancellation);
        Assert.Equal(450, pending.Select(row => row.QueuedAt).Distinct().Count());
        Assert.Equal(150, (await Store.Ledger.FindHeadAsync(Realm.Live, channel.Origin, Cancellation))!.Size);
        Assert.Equal(50, (await Store.Inbound.FindInboundAsync(Realm.Live, "vn.example", Cancellation))!.StoredSize);
        Assert.Equal(50, (await Store.Ledger.FindReceiptAsync(Realm.Live, "log", "vn", Cancellation))!.Size);
    }

    [Fact]
    public async Task Closing_writes_what_was_handed_in()
    {
        var writes = Enumerable.Range(0, 500).Select(i => Store.Objects.PutAsync(Rows.Objects(1, i), Cancellation)).ToList();
        await ReopenAsync();
        await Task.WhenAll(writes);
        Assert.Equal(500, (await Store.Objects.CountByTypeAsync(Realm.Live, Cancellation))["indicator"]);
    }

    [Fact]
    public async Task A_second_door_to_the_same_store_sees_and_is_seen()
    {
        // As when a command runs beside the server.
        await using var beside = OpenBeside();
        await beside.Partners.SavePartnerAsync(new PartnerRow("vn", "{}", null, null, null, null), Cancellation);
        Assert.NotNull(await Store.Partners.FindPartnerAsync("vn", Cancellation));
        await Store.Objects.PutAsync(Rows.Objects(1), Cancellation);
        Assert.Equal([PutOutcome.Duplicate], await beside.Objects.PutAsync(Rows.Objects(1), Cancellation));
        var log = new LogScript(Rows.Channel("vn"));
        await CommitAsync(log.Append(Rows.Object(1)));
        var stale = new LogScript(Rows.Channel("vn")).Append(Rows.Object(2));
        await Assert.ThrowsAsync<LogMovedException>(() => beside.Ledger.CommitAsync(Commit(stale), Cancellation));
        var writes = Enumerable.Range(0, 60).Select(i => Task.Run(
            () => (i % 2 == 0 ? Store : beside).Objects.PutAsync(Rows.Objects(1, 100 + i), Cancellation), Cancellation));
        await Task.WhenAll(writes);
        Assert.Equal(61, (await beside.Objects.CountByTypeAsync(Realm.Live, Cancellation))["indicator"]);
    }

    private Task<FaultException[]> GatherAsync(string point)
    {
        Faults.FailAt(point);
        var saves = Enumerable.Range(0, 20).Select(i => Store.Partners.SavePartnerAsync(
            new PartnerRow($"party-{i}", "{}", null, null, null, null), Cancellation)).ToList();
        return Task.WhenAll(saves.Select(save => Assert.ThrowsAsync<FaultException>(() => save)));
    }

    private Task CommitAsync(LogAppend append) => Store.Ledger.CommitAsync(Commit(append), Cancellation);

    private static LedgerCommit Commit(LogAppend append) => new(Rows.Channel("vn"), [append], [], [], []);
}
