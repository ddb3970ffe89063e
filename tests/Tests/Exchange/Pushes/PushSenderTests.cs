using System.Text;
using System.Text.Json;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Exchange.Pushes;
using Entente.Tests.Agreements;
using Xunit;

namespace Entente.Tests.Exchange.Pushes;

/// <summary>A push from the log to its state, on a clock that is set, against a server that a test plays.</summary>
public sealed class PushSenderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_is_delivered_in_its_order_and_revisions_follow()
    {
        await using var node = await JapanNode.OpenAsync();
        await node.PublishAsync(Enumerable.Range(0, 5).Select(i => JapanNode.Indicator(i)));
        var server = new Server { CountMax = 2 };
        var state = await RunAsync(node, server);
        var released = await ReleasedAsync(node);
        Assert.Equal(released, server.Received);
        Assert.Equal((released.Count, released.Count, null), (state.NextIndex, state.Delivered, state.ErrorCode));
        Assert.All(server.Envelopes, count => Assert.InRange(count, 1, 2));
        server.Envelopes.Clear();
        await node.PublishAsync(JapanNode.Indicator(1, day: "02"));
        state = await RunAsync(node, server);
        Assert.Equal([1], server.Envelopes);
        Assert.Contains("2026-05-02", server.Received[^1], StringComparison.Ordinal);
        Assert.Equal(await ReleasedAsync(node), server.Received);
        Assert.Equal(270, Wait(node, state));
    }

    [Fact]
    public async Task What_is_not_released_never_leaves()
    {
        await using var node = await JapanNode.OpenAsync();
        await node.PublishAsync(JapanNode.Indicator(1), JapanNode.Indicator(2, marking: null));
        var server = new Server();
        await RunAsync(node, server);
        Assert.Contains(server.Received, text => text.Contains("n1.example", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Received, text => text.Contains("n2.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_status_is_followed_over_restarts_with_longer_and_longer_waits()
    {
        await using var node = await JapanNode.OpenAsync();
        await node.PublishAsync(JapanNode.Indicator(1));
        var server = new Server { PollsPending = 4 };
        var waits = new List<double>();
        var state = await RunAsync(node, server);
        while (state.NextRunAt - node.Clock.GetUtcNow() < TimeSpan.FromMinutes(1))
        {
            waits.Add(Wait(node, state));
            node.Clock.Advance(state.NextRunAt!.Value - node.Clock.GetUtcNow());
            state = await RunAsync(node, server);
        }

        Assert.Equal([2, 4, 8, 16], waits);
        Assert.Single(server.Envelopes);
        Assert.Equal((1, 0), (state.Delivered, (await StoredAsync(node)).Open));
    }

    [Fact]
    public async Task An_object_that_is_refused_is_tried_again_alone_and_then_given_up_with_what_the_server_said()
    {
        await using var node = await JapanNode.OpenAsync();
        await node.PublishAsync(JapanNode.Indicator(1), JapanNode.Indicator(2), JapanNode.Indicator(3));
        var server = new Server { Refuses = text => text.Contains("n2.", StringComparison.Ordinal) ? "no\u001b[31m" : null };
        var state = await RunAsync(node, server);
        Assert.Equal((3, 2), (state.NextIndex, state.Delivered));
        var waits = new List<double>();
        while ((await StoredAsync(node)).Open > 0)
        {
            waits.Add(Wait(node, state));
            node.Clock.Advance(state.NextRunAt!.Value - node.Clock.GetUtcNow());
            state = await RunAsync(node, server);
        }

        // The interval comes first where a retry is due later; it changes nothing.
        Assert.Equal([3, 1, 1, 1, 1, 1], server.Envelopes);
        Assert.Equal(60, waits[0]);
        Assert.Equal(1860, waits.Sum());
        var failed = Assert.Single(await node.Store.Pushes.ListPushItemsAsync(
            Realm.Live, (await StoredAsync(node)).Push.ChannelId, true, 9, Cancellation));
        Assert.Equal((PushVerdicts.AttemptsMax, "no\\u001b[31m"), (failed.Attempts, failed.Message));
        Assert.Null(state.ErrorCode);
    }

    [Fact]
    public async Task An_object_that_spoils_its_envelope_costs_only_itself()
    {
        await using var node = await JapanNode.OpenAsync();
        await node.PublishAsync(Enumerable.Range(0, 9).Select(i => JapanNode.Indicator(i)));
        var server = new Server { Spoils = text => text.Contains("n4.", StringComparison.Ordinal) };
        var state = await RunAsync(node, server);
        Assert.Equal((9, 8, 1), (state.NextIndex, state.Delivered, (await StoredAsync(node)).Open));
        server.Spoils = _ => false;
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(9, (await RunAsync(node, server)).Delivered);
    }

    [Fact]
    public async Task An_object_that_is_too_large_for_the_server_is_given_up_at_once()
    {
        await using var node = await JapanNode.OpenAsync();
        await node.PublishAsync(JapanNode.Indicator(1), JapanNode.Indicator(2));
        var server = new Server { IsTooLarge = text => text.Contains("n1.", StringComparison.Ordinal) };
        Assert.Equal((2, 1), ((await RunAsync(node, server)).NextIndex, (await StoredAsync(node)).Failed));
    }

    [Fact]
    public async Task What_was_given_up_is_sent_again_when_a_person_asks_for_it()
    {
        await using var node = await JapanNode.OpenAsync();
        await node.PublishAsync(JapanNode.Indicator(1), JapanNode.Indicator(2));
        var isTooLarge = true;
        var server = new Server { IsTooLarge = text => isTooLarge && text.Contains("n1.", StringComparison.Ordinal) };
        await RunAsync(node, server);
        isTooLarge = false;
        await RunAsync(node, server, isAsked: true);
        Assert.Single(server.Received);
        var push = (await StoredAsync(node)).Push;
        await node.Store.Pushes.ReopenPushItemsAsync(push.Realm, push.ChannelId, node.Clock.GetUtcNow(), Cancellation);
        Assert.Equal(2, (await RunAsync(node, server)).Delivered);
        Assert.Equal((0, 0), ((await StoredAsync(node)).Open, (await StoredAsync(node)).Failed));
    }

    [Fact]
    public async Task A_server_that_does_not_say_whom_it_refused_gets_fewer_and_fewer_until_it_is_plain()
    {
        await using var node = await JapanNode.OpenAsync();
        await node.PublishAsync(Enumerable.Range(0, 20).Select(i => JapanNode.Indicator(i)));
        var server = new Server
        {
            IsSilent = true, Refuses = text => text.Contains("n7.", StringComparison.Ordinal) ? "no" : null,
        };
        await RunAsync(node, server);
        Assert.Equal(20, (await StoredAsync(node)).Open);
        for (var i = 0; i < 9; i++)
        {
            node.Clock.Advance(TimeSpan.FromHours(1));
            await RunAsync(node, server);
        }

        Assert.Equal((0, 1, 19), ((await StoredAsync(node)).Open, (await StoredAsync(node)).Failed, (await StoredAsync(node)).State.Delivered));
    }

    [Fact]
    public async Task Large_objects_are_read_and_sent_in_parts()
    {
        await using var node = await JapanNode.OpenAsync();
        var filler = new string('x', 900_000);
        await node.PublishAsync(Enumerable.Range(0, 12).Select(i => JapanNode.Indicator(i)
            .Replace("\"pattern_type\"", $"\"description\":\"{filler}\",\"pattern_type\"", StringComparison.Ordinal)));
        var server = new Server();
        await RunAsync(node, server);
        Assert.Equal((12, 2), (server.Received.Count, server.Envelopes.Count));
        Assert.Equal(await ReleasedAsync(node), server.Received);
    }

    [Fact]
    public async Task A_status_that_the_server_has_forgotten_means_sending_again()
    {
        await using var node = await JapanNode.OpenAsync();
        await node.PublishAsync(JapanNode.Indicator(1));
        var server = new Server { PollsPending = 1, Forgets = true };
        await RunAsync(node, server);
        await RunAsync(node, server, isAsked: true);
        Assert.Equal(2, server.Envelopes.Count);
    }

    [Fact]
    public async Task A_server_that_fails_is_waited_for_and_nothing_is_skipped()
    {
        await using var node = await JapanNode.OpenAsync();
        await node.PublishAsync(Enumerable.Range(0, 4).Select(i => JapanNode.Indicator(i)));
        var server = new Server { CountMax = 2, FailsAt = 2, RetryAfter = TimeSpan.FromHours(3) };
        var state = await RunAsync(node, server);
        Assert.Equal(("http-503", 2, 1), (state.ErrorCode, state.NextIndex, state.Failures));
        Assert.Equal(TimeSpan.FromHours(3), state.NextRunAt - node.Clock.GetUtcNow());
        server.FailsAt = 0;
        state = await RunAsync(node, server);
        Assert.Equal((null, 4, 0), (state.ErrorCode, state.Delivered, state.Failures));
        Assert.Equal(await ReleasedAsync(node), server.Received);
    }

    [Fact]
    public async Task An_agreement_that_is_not_in_force_stops_the_next_envelope()
    {
        await using var node = await JapanNode.OpenAsync(json => SampleAgreements.Parameters(json, "validity")["suspended"] =
            new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject
            {
                ["from"] = "2026-06-02T00:00:00Z", ["until"] = "2026-06-03T00:00:00Z",
            }));
        await node.PublishAsync(Enumerable.Range(0, 4).Select(i => JapanNode.Indicator(i)));
        var server = new Server { CountMax = 2, Before = envelope => Late(envelope == 1) };
        var state = await RunAsync(node, server);
        Assert.Equal(("suspended", 2, 0), (state.ErrorCode, state.NextIndex, state.Failures));
        Assert.Equal([2], server.Envelopes);
        Assert.Equal("suspended", (await RunAsync(node, server, isAsked: true)).ErrorCode);
        Assert.Equal([2], server.Envelopes);
        node.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal((null, 4), Pair(await RunAsync(node, server)));
        await node.PublishAsync(JapanNode.Indicator(9));
        node.Clock.Advance(TimeSpan.FromDays(2000));
        Assert.Equal(("no-longer-in-force", 4), Pair(await RunAsync(node, server)));

        void Late(bool isNow)
        {
            if (isNow) node.Clock.Advance(TimeSpan.FromHours(36));
        }

        static (string?, long) Pair(PushState state) => (state.ErrorCode, state.Delivered);
    }

    private static double Wait(JapanNode node, PushState state) => (state.NextRunAt!.Value - node.Clock.GetUtcNow()).TotalSeconds;

    private static async Task<StoredPush> StoredAsync(JapanNode node) =>
        Assert.Single(await node.Store.Pushes.ListPushesAsync(Cancellation));

    private static async Task<List<string>> ReleasedAsync(JapanNode node)
    {
        var channel = Assert.Single(await node.Store.Ledger.ListChannelsAsync(Cancellation));
        var read = await node.Store.Ledger.ReadReleasedAsync(
            new ReleasedQuery(channel.Realm, channel.Origin, 0, 1000, true)
            {
                Versions = Entente.Exchange.Ports.VersionFilter.Every,
            },
            Cancellation);
        return [.. read.Select(item => Encoding.UTF8.GetString(item.Bytes.Span))];
    }

    private static async Task<PushState> RunAsync(JapanNode node, Server server, bool isAsked = false)
    {
        var channel = Assert.Single(await node.Store.Ledger.ListChannelsAsync(Cancellation));
        await node.Store.Pushes.AddPushAsync(
            new PushRow(
                channel.Realm, channel.ChannelId, new RemoteCollection("https://ti.example/r/collections/1/"),
                TimeSpan.FromMinutes(5), false, SampleAgreements.Within),
            Cancellation);
        var sender = new PushSender(
            node.Store.Pushes, node.Store.Ledger, node.Channels, node.Book, node.Clock, () => 0);
        return await sender.RunAsync(await StoredAsync(node), isAsked, _ => server, Cancellation);
    }

    /// <summary>A server that keeps what it is given and answers as a test says.</summary>
    private sealed class Server : IPushConnection
    {
        private readonly Dictionary<string, (int Polls, PushAnswer Answer)> _statuses = [];

        public List<string> Received { get; } = [];

        public List<int> Envelopes { get; } = [];

        public int CountMax { get; init; } = 100;

        public int PollsPending { get; init; }

        /// <summary>Whether it counts what it refuses and does not list it.</summary>
        public bool IsSilent { get; init; }

        public bool Forgets { get; init; }

        /// <summary>The number of the envelope from which on it fails; 0 for never.</summary>
        public int FailsAt { get; set; }

        public TimeSpan? RetryAfter { get; init; }

        public Func<string, string?> Refuses { get; init; } = _ => null;

        public Func<string, bool> Spoils { get; set; } = _ => false;

        public Func<string, bool> IsTooLarge { get; init; } = _ => false;

        public Action<int> Before { get; init; } = _ => { };

        public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

        public int CountFitting(IReadOnlyList<ReadOnlyMemory<byte>> objects) =>
            objects.Take(CountMax).TakeWhile(one => !IsTooLarge(Encoding.UTF8.GetString(one.Span))).Count();

        public Task<PushAnswer> AddAsync(IReadOnlyList<ReadOnlyMemory<byte>> objects, CancellationToken cancellation)
        {
            if (FailsAt > 0 && Envelopes.Count + 1 >= FailsAt)
            {
                throw new PartnerFaultException("http-503", "busy") { RetryAfter = RetryAfter };
            }

            var texts = objects.Select(one => Encoding.UTF8.GetString(one.Span)).ToList();
            if (texts.Any(Spoils)) throw new PartnerFaultException("http-422", "what is this?");
            Envelopes.Add(texts.Count);
            Before(Envelopes.Count);
            Received.AddRange(texts.Where(text => Refuses(text) is null));
            var refused = texts.Where(text => Refuses(text) is not null).Select(Refusal).ToList();
            var answer = new PushAnswer($"status-{Envelopes.Count}", true, refused.Count, IsSilent ? [] : refused);
            _statuses[answer.StatusId] = (PollsPending, answer);
            return Task.FromResult(PollsPending > 0 ? answer with { IsComplete = false, RefusedCount = 0, Refused = [] } : answer);
        }

        public Task<PushAnswer?> ReadStatusAsync(string statusId, CancellationToken cancellation)
        {
            if (Forgets) return Task.FromResult<PushAnswer?>(null);
            var (polls, answer) = _statuses[statusId];
            _statuses[statusId] = (polls - 1, answer);
            return Task.FromResult<PushAnswer?>(polls > 1 ? answer with { IsComplete = false } : answer);
        }

        public void Dispose()
        {
        }

        /// <summary>Versions are written in another way than ours, as servers do.</summary>
        private PushRefusal Refusal(string text)
        {
            using var json = JsonDocument.Parse(text);
            return new PushRefusal(
                json.RootElement.GetProperty("id").GetString()!,
                json.RootElement.GetProperty("modified").GetString()!.Replace(".000Z", ".000000Z", StringComparison.Ordinal),
                Refuses(text)!);
        }
    }
}
