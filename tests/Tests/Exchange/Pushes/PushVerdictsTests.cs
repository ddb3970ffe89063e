using Entente.Exchange.Ports;
using Entente.Exchange.Pushes;
using Xunit;

namespace Entente.Tests.Exchange.Pushes;

/// <summary>What a server's answer means for each entry, by cases.</summary>
public sealed class PushVerdictsTests
{
    private const string V1 = "2026-05-01T00:00:00.000Z";
    private const string V2 = "2026-05-02T00:00:00.000Z";

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Two versions of `a`, one of `b`, and `c`, which has none.</summary>
    private static readonly PushItem[] Sent = [Item(0, "a", V1), Item(1, "a", V2), Item(2, "b", V1), Item(3, "c", "")];

    /// <summary>What the server counts as refused, what it lists as id@version, and which entries it has taken.</summary>
    public static TheoryData<int, string, string> Answers { get; } = new()
    {
        { 0, "", "0 1 2 3" },
        { 1, "b@" + V1, "0 1 3" },
        { 1, "a@" + V2, "0 2 3" },
        { 1, "a@2026-05-02T00:00:00Z", "0 2 3" },
        { 1, "a@2026-05-02T00:00:00.000000Z", "0 2 3" },
        { 1, "a@2025-01-01T00:00:00.000Z", "2 3" },
        { 1, "a@nonsense", "2 3" },
        { 1, "c@2026-06-01T00:00:00.000Z", "0 1 2" },
        { 1, "", "" },
        { 1, "x@" + V1, "" },
        { 2, "b@" + V1, "" },
        { 2, $"b@{V1} a@{V1}", "1 3" },
        { 0, "b@" + V1, "0 1 3" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Nothing_counts_as_taken_that_the_server_may_have_refused(int count, string listed, string taken)
    {
        var refused = listed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('@'))
            .Select(one => new PushRefusal(one[0], one[1], "no")).ToList();
        var verdict = PushVerdicts.Of(Sent, new PushAnswer("s", true, count, refused), Now);
        Assert.Equal(taken, string.Join(' ', verdict.Taken.Select(item => item.Index)));
        Assert.Equal(Sent.Length, verdict.Taken.Count + verdict.Open.Count);
        Assert.All(verdict.Open, item => Assert.Equal((1, null, false), (item.Attempts, item.StatusId, item.IsFailed)));
    }

    [Fact]
    public void A_pending_answer_decides_nothing_whatever_it_lists()
    {
        var verdict = PushVerdicts.Of(Sent, new PushAnswer("s", false, 1, [new PushRefusal("b", V1, "no")]), Now);
        Assert.Empty(verdict.Taken);
        Assert.All(verdict.Open, item => Assert.Equal(("s", 1, 0), (item.StatusId, item.Polls, item.Attempts)));
    }

    [Fact]
    public void Waits_double_up_to_an_hour_and_envelopes_shrink_to_one()
    {
        var item = Item(0, "a", V1);
        var waits = new List<double>();
        while (!item.IsFailed)
        {
            item = PushVerdicts.Refuse(item, "no", Now);
            waits.Add((item.DueAt - Now).TotalMinutes);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32], waits);
        Assert.Equal([500, 62, 7, 1, 1, 1], Enumerable.Range(0, 6).Select(PushVerdicts.TogetherMax));
        var pending = new PushAnswer("s", false, 0, []);
        var polled = Item(0, "a", V1) with { Polls = int.MaxValue - 1 };
        Assert.Equal(Now + TimeSpan.FromHours(1), PushVerdicts.Of([polled], pending, Now).Open[0].DueAt);
    }

    private static PushItem Item(long index, string id, string version) =>
        new(index, id, version, null, 0, 0, Now, false, null);
}
