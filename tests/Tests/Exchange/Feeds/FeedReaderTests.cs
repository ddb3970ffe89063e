using System.Text;
using Entente.Exchange;
using Entente.Exchange.Feeds;
using Entente.Exchange.Ports;
using Entente.Stix;
using Entente.Tests.Agreements;
using Xunit;

namespace Entente.Tests.Exchange.Feeds;

/// <summary>A feed from intake to its state, on a clock that is set, against pages that a test writes.</summary>
public sealed class FeedReaderTests
{
    private const string Amber = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Objects_enter_with_their_party_agreement_and_the_marking_to_assume()
    {
        await using var node = await JapanNode.OpenAsync();
        await AddAsync(node, agreement: SampleAgreements.Arrangement);
        var state = await RunAsync(node, new Script(
            Page([JapanNode.Indicator(1), JapanNode.Indicator(2, marking: null)], 5)));
        Assert.Equal((2, 2, 0, 0), (state.Read, state.Stored, state.Duplicates, state.Refused));
        Assert.Null(state.ErrorCode);
        Assert.Equal((state.LastRunAt, state.LastRunAt), (node.Clock.GetUtcNow(), state.LastSuccessAt));
        var marked = await FindAsync(node, 1);
        Assert.Equal(("vn-cyc", "vn-cyc"), (marked.Submitter, marked.OriginParty));
        Assert.Equal((SampleAgreements.Arrangement, null), (marked.OriginAgreement, marked.AssumedMarking));
        Assert.Equal(Amber, (await FindAsync(node, 2)).AssumedMarking);
    }

    [Fact]
    public async Task Without_an_agreement_the_party_is_recorded_all_the_same_and_nothing_goes_on_to_anybody()
    {
        await using var node = await JapanNode.OpenAsync();
        await AddAsync(node, party: "us-cert");
        await RunAsync(node, new Script(Page([JapanNode.Indicator(1)], 5)));
        var row = await FindAsync(node, 1);
        Assert.Equal(("feed:f", "us-cert", null), (row.Submitter, row.OriginParty, row.OriginAgreement));
        await node.Pipeline.SettleAsync(Cancellation);
        var explained = await node.Pipeline.ExplainAsync(Realm.Live, row.ObjectId, "vn-cyc", Cancellation);
        var rendering = Assert.Single(explained!).Now.OperatorRendering;
        Assert.Contains("onward-consent-missing", rendering, StringComparison.Ordinal);
        Assert.Contains("under no agreement", rendering, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_STIX_2_1_is_refused_counted_and_told_and_stops_nothing()
    {
        await using var node = await JapanNode.OpenAsync();
        await AddAsync(node, party: "us-cert");
        var old = JapanNode.Indicator(1).Replace("\"spec_version\":\"2.1\",", "", StringComparison.Ordinal);
        var broken = JapanNode.Indicator(2).Replace("2026-05-01T00:00:00Z", "in May", StringComparison.Ordinal);
        var conflict = JapanNode.Indicator(3).Replace("n3.example", "other.example", StringComparison.Ordinal);
        var state = await RunAsync(node, new Script(Page(
            [old, broken, "{}", """{"type":"\u001b[31m","id":"x"}""", JapanNode.Indicator(3), conflict,
                JapanNode.Indicator(3), JapanNode.Indicator(4)], 5)));
        Assert.Equal((8, 2, 1, 5), (state.Read, state.Stored, state.Duplicates, state.Refused));
        Assert.Null(state.ErrorCode);
        Assert.StartsWith("indicator--00000000-0000-4000-8000-000000000001: spec-version-unsupported", state.Refusals[0]);
        Assert.Contains("/valid_from", state.Refusals[1], StringComparison.Ordinal);
        Assert.Contains(state.Refusals, text => text.Contains("version-conflict", StringComparison.Ordinal));
        Assert.All(state.Refusals, text => Assert.DoesNotContain('\u001b', text));

        // What was refused last stays said while runs have nothing to refuse, and no more than some of it is kept.
        node.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(state.Refusals, (await RunAsync(node, new Script(Page([], null)))).Refusals);
        var many = await RunAsync(node, new Script(Page([.. Enumerable.Repeat("{}", 500)], 9)));
        Assert.Equal((505, FeedReader.RefusalsMax), (many.Refused, many.Refusals.Count));
    }

    [Fact]
    public async Task Pages_are_kept_one_by_one_and_the_next_run_goes_on_behind_them()
    {
        await using var node = await JapanNode.OpenAsync();
        await AddAsync(node, party: "us-cert");
        var script = new Script(
            Page([JapanNode.Indicator(1)], 5, "b"), Page([JapanNode.Indicator(2)], 9, "c"), Fault("unreachable"));
        var state = await RunAsync(node, script);
        Assert.Equal(("unreachable", 1, 2), (state.ErrorCode, state.Failures, state.Stored));
        Assert.Equal([null, "b", "c"], script.Asked.Select(question => question.Next));

        // Just before the last object that came: others may have been added at the same instant.
        Assert.Equal(At(9) - TimeSpan.FromMicroseconds(1), state.Cursor);
        script = new Script(Page([JapanNode.Indicator(2), JapanNode.Indicator(3)], 9));
        state = await RunAsync(node, script);
        Assert.Equal(new FeedQuestion(At(9) - TimeSpan.FromMicroseconds(1), null, FeedPaging.PageObjects), script.Asked[0]);
        Assert.Equal((4, 3, 1, 0, null), (state.Read, state.Stored, state.Duplicates, state.Failures, state.ErrorCode));
    }

    [Fact]
    public async Task Failures_wait_longer_and_longer_and_as_long_as_the_server_asks()
    {
        await using var node = await JapanNode.OpenAsync();
        await AddAsync(node, party: "us-cert");
        var start = node.Clock.GetUtcNow();
        var waits = new List<double>();
        for (var i = 0; i < 8; i++) waits.Add(Wait(await RunAsync(node, new Script(Fault("http-503")))));
        Assert.Equal([60, 120, 240, 480, 960, 1920, 3600, 3600], waits);
        Assert.Equal(7200, Wait(await RunAsync(node, new Script(Fault("http-429", TimeSpan.FromHours(2))))));
        Assert.Equal(270, Wait(await RunAsync(node, new Script(Page([], null)))));
        Assert.Equal(60, Wait(await RunAsync(node, new Script(Fault("http-503")))));

        double Wait(FeedState state) => (state.NextRunAt!.Value - start).TotalSeconds;
    }

    [Fact]
    public async Task Whatever_goes_wrong_in_one_feed_is_told_in_its_state()
    {
        await using var node = await JapanNode.OpenAsync();
        await AddAsync(node, party: "us-cert");
        var state = await RunAsync(node, new Script(() => throw new InvalidOperationException("odd\u202e")));
        Assert.Equal(("feed-failed", "odd\\u202e"), (state.ErrorCode, state.ErrorMessage));
    }

    [Fact]
    public async Task An_agreement_that_is_not_in_force_stops_the_next_run_and_lets_it_go_on_afterwards()
    {
        await using var node = await JapanNode.OpenAsync(json => SampleAgreements.Parameters(json, "validity")["suspended"] =
            new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject
            {
                ["from"] = "2026-06-02T00:00:00Z", ["until"] = "2026-06-03T00:00:00Z",
            }));
        await AddAsync(node, agreement: SampleAgreements.Arrangement);
        Assert.Null((await RunAsync(node, new Script(Page([JapanNode.Indicator(1)], 5)))).ErrorCode);
        node.Clock.Advance(TimeSpan.FromHours(36));
        var script = new Script(Page([JapanNode.Indicator(2)], 6));
        var stopped = await RunAsync(node, script);
        Assert.Equal(("suspended", 0, 1), (stopped.ErrorCode, stopped.Failures, stopped.Read));
        Assert.Empty(script.Asked);
        node.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal((null, 2), Pair(await RunAsync(node, script)));
        node.Clock.Advance(TimeSpan.FromDays(2000));
        Assert.Equal("no-longer-in-force", (await RunAsync(node, script)).ErrorCode);

        static (string?, long) Pair(FeedState state) => (state.ErrorCode, state.Stored);
    }

    [Theory]
    [InlineData("sg-dco", Realm.Live)]
    [InlineData("jp-cdu", Realm.Live)]
    [InlineData("vn-cyc", Realm.Exercise)]
    public async Task Who_gives_us_nothing_under_an_agreement_is_not_read_under_it(string party, Realm realm)
    {
        await using var node = await JapanNode.OpenAsync();
        await AddAsync(node, party, SampleAgreements.Arrangement, realm);
        var script = new Script(Page([JapanNode.Indicator(1)], 5));
        Assert.Equal("not-a-discloser", (await RunAsync(node, script)).ErrorCode);
        Assert.Empty(script.Asked);
    }

    [Fact]
    public async Task Pausing_and_removing_stop_a_run_behind_the_page_that_is_open()
    {
        await using var node = await JapanNode.OpenAsync();
        await AddAsync(node, party: "us-cert");
        var state = await RunAsync(node, new Script(
            () => node.Store.Feeds.PauseFeedAsync("f", true, Cancellation),
            Page([JapanNode.Indicator(1)], 5, "b"), Page([JapanNode.Indicator(2)], 6)));
        Assert.Equal((1, null), (state.Read, state.LastRunAt));
        Assert.Equal(1, (await node.Store.Feeds.FindFeedAsync("f", Cancellation))!.State.Read);

        // Asked for by a person, a paused feed runs to its end.
        Assert.Equal(3, (await RunAsync(node, new Script(
            Page([JapanNode.Indicator(1)], 5, "b"), Page([JapanNode.Indicator(2)], 6)))).Read);
        await RunAsync(node, new Script(
            () => node.Store.Feeds.RemoveFeedAsync("f", Cancellation),
            Page([JapanNode.Indicator(3)], 7, "b"), Page([JapanNode.Indicator(4)], 8)));
        Assert.NotNull(await FindAsync(node, 3));
        Assert.Null(await node.Store.Objects.FindLatestAsync(Realm.Live, Id(4), Cancellation));
    }

    [Fact]
    public async Task Objects_of_the_exercise_realm_stay_there()
    {
        await using var node = await JapanNode.OpenAsync();
        await AddAsync(node, "us-cert", null, Realm.Exercise);
        await RunAsync(node, new Script(Page([JapanNode.Indicator(1)], 5)));
        Assert.Null(await node.Store.Objects.FindLatestAsync(Realm.Live, Id(1), Cancellation));
        Assert.NotNull(await node.Store.Objects.FindLatestAsync(Realm.Exercise, Id(1), Cancellation));
    }

    private static async Task AddAsync(
        JapanNode node, string party = "vn-cyc", string? agreement = null, Realm realm = Realm.Live) =>
        Assert.True(await node.Store.Feeds.AddFeedAsync(
            new FeedRow(
                "f", realm, new RemoteCollection("https://ti.example/r/collections/1/"), party, agreement, Amber,
                TimeSpan.FromMinutes(5), [], false, node.Clock.GetUtcNow()),
            Cancellation));

    private static async Task<FeedState> RunAsync(JapanNode node, Script script) => await node.Feeds.RunAsync(
        (await node.Store.Feeds.FindFeedAsync("f", Cancellation))!, _ => script, Cancellation);

    private static async Task<ObjectRow> FindAsync(JapanNode node, int number) =>
        (await node.Store.Objects.FindLatestAsync(Realm.Live, Id(number), Cancellation))!;

    private static string Id(int number) => $"indicator--00000000-0000-4000-8000-{number:D12}";

    private static DateTimeOffset At(int second) => new(2026, 1, 1, 0, 0, second, TimeSpan.Zero);

    private static Func<Func<IReadOnlyList<BundleItem>, Task>, Task<FeedPage>> Page(
        string[] objects, int? second, string? next = null) => async take =>
    {
        var (items, offset) = (new List<BundleItem>(), 12L);
        foreach (var bytes in objects.Select(Encoding.UTF8.GetBytes))
        {
            items.Add(new BundleItem(bytes, offset, null));
            offset += bytes.Length + 1;
        }

        await take(items);
        return new FeedPage(objects.Length, next is not null, next, second is { } at ? At(at) : null);
    };

    private static Func<Func<IReadOnlyList<BundleItem>, Task>, Task<FeedPage>> Fault(
        string code, TimeSpan? retryAfter = null) =>
        _ => throw new PartnerFaultException(code, "what it said") { RetryAfter = retryAfter };

    /// <summary>Gives one page after the other, whatever is asked.</summary>
    private sealed class Script(
        Func<Task> first, params Func<Func<IReadOnlyList<BundleItem>, Task>, Task<FeedPage>>[] pages) : IFeedConnection
    {
        private int _page;

        public Script(params Func<Func<IReadOnlyList<BundleItem>, Task>, Task<FeedPage>>[] pages)
            : this(() => Task.CompletedTask, pages)
        {
        }

        public List<FeedQuestion> Asked { get; } = [];

        public async Task<FeedPage> ReadPageAsync(
            FeedQuestion question, Func<IReadOnlyList<BundleItem>, Task> take, CancellationToken cancellation)
        {
            if (Asked.Count == 0) await first();
            Asked.Add(question);
            return await pages[_page++ % pages.Length](take);
        }

        public void Dispose()
        {
        }
    }
}
