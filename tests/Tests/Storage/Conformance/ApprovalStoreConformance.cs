using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Storage.Conformance;

/// <summary>What <see cref="IApprovalStore"/> promises.</summary>
public abstract class ApprovalStoreConformance(IStorePlace place) : StoreConformance(place)
{
    private static readonly ChannelRow VietNam = Rows.Channel("vn");
    private static readonly ReleaserRow Hana = new("hana", new byte[] { 1, 2, 3 }, Rows.At(1), null);

    private IApprovalStore Approvals => Store.Approvals;

    [Fact]
    public async Task An_answer_queues_what_is_held_and_nothing_else()
    {
        await DecideAsync(Rows.Decision(Rows.Object(1), 0, "hold"), Rows.Decision(Rows.Object(2), 1, "deny"));
        Assert.Empty(await Store.Ledger.PeekPendingAsync(VietNam, 10, Cancellation));
        Assert.True(await Approvals.SaveApprovalAsync(VietNam, Answer(1, "hana", 5), Cancellation));
        Assert.False(await Approvals.SaveApprovalAsync(VietNam, Answer(2, "hana", 5), Cancellation));
        Assert.False(await Approvals.SaveApprovalAsync(VietNam, Answer(3, "hana", 5), Cancellation));
        Assert.False(await Approvals.SaveApprovalAsync(Rows.Channel("jp"), Answer(1, "hana", 5), Cancellation));
        await ReopenAsync();
        var pending = Assert.Single(await Store.Ledger.PeekPendingAsync(VietNam, 10, Cancellation));
        Assert.Equal(Rows.Id(1), pending.Object.ObjectId);
        Assert.Equal(Answer(1, "hana", 5), await Approvals.FindApprovalAsync(VietNam, Rows.Id(1), Rows.VersionOne, Cancellation));
        Assert.Null(await Approvals.FindApprovalAsync(VietNam, Rows.Id(2), Rows.VersionOne, Cancellation));
        Assert.Null(await Approvals.FindApprovalAsync(VietNam, Rows.Id(1), Rows.VersionTwo, Cancellation));
        Assert.Null(await Approvals.FindApprovalAsync(Rows.Channel("jp"), Rows.Id(1), Rows.VersionOne, Cancellation));
    }

    [Fact]
    public async Task Only_one_answers_at_a_time_and_the_latest_answer_counts()
    {
        await DecideAsync(Rows.Decision(Rows.Object(1), 0, "hold"));
        Assert.True(await Approvals.SaveApprovalAsync(VietNam, Answer(1, "hana", 5), Cancellation));
        Assert.False(await Approvals.SaveApprovalAsync(VietNam, Answer(1, "ichiro", 6) with { IsGranted = false }, Cancellation));
        var pending = await Store.Ledger.PeekPendingAsync(VietNam, 10, Cancellation);
        await Store.Ledger.CommitAsync(
            new LedgerCommit(VietNam, [], [Rows.Decision(Rows.Object(1), 1, "hold")], pending, []), Cancellation);
        var last = Answer(1, "ichiro", 7) with { IsGranted = false, Reason = "embargo" };
        Assert.True(await Approvals.SaveApprovalAsync(VietNam, last, Cancellation));
        Assert.Equal(last, await Approvals.FindApprovalAsync(VietNam, Rows.Id(1), Rows.VersionOne, Cancellation));
    }

    [Fact]
    public async Task A_releaser_is_found_by_the_hash_of_its_token_and_keeps_its_name_for_ever()
    {
        Assert.True(await Approvals.AddReleaserAsync(Hana, Cancellation));
        Assert.False(await Approvals.AddReleaserAsync(Hana with { TokenHash = new byte[] { 9 } }, Cancellation));
        Assert.True(await Approvals.RevokeReleaserAsync("hana", Rows.At(3), Cancellation));
        Assert.False(await Approvals.RevokeReleaserAsync("hana", Rows.At(4), Cancellation));
        Assert.False(await Approvals.RevokeReleaserAsync("ichiro", Rows.At(4), Cancellation));
        Assert.False(await Approvals.AddReleaserAsync(Hana with { TokenHash = new byte[] { 9 } }, Cancellation));
        await ReopenAsync();
        var found = await Approvals.FindReleaserAsync(Hana.TokenHash, Cancellation);
        Assert.Equal(("hana", Rows.At(1), Rows.At(3)), (found!.Name, found.CreatedAt, found.RevokedAt!.Value));
        Assert.Null(await Approvals.FindReleaserAsync(new byte[] { 1, 2 }, Cancellation));
        Assert.Equal("hana", Assert.Single(await Approvals.ListReleasersAsync(Cancellation)).Name);
    }

    private static ApprovalRow Answer(int number, string account, long at) => new(
        Rows.Id(number), Rows.VersionOne, IsGranted: true, account, "", "policy", Rows.At(at), Rows.At(at + 100));

    /// <summary>Stores the objects decided about, and empties the queue.</summary>
    private async Task DecideAsync(params DecisionRow[] decisions)
    {
        await Store.Ledger.OpenChannelAsync(VietNam, Cancellation);
        await Store.Objects.PutAsync([.. decisions.Select(decision => Rows.Object(decision.ObjectId, decision.Version))], Cancellation);
        var pending = await Store.Ledger.PeekPendingAsync(VietNam, 100, Cancellation);
        await Store.Ledger.CommitAsync(new LedgerCommit(VietNam, [], decisions, pending, []), Cancellation);
    }
}
