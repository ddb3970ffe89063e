using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>
/// Pushes to a server of another make, and to another node's inbox, over HTTPS with the command and the worker.
/// </summary>
public sealed class PushTests : IClassFixture<Coalition>, IAsyncLifetime
{
    private const int Killed = 137;

    private readonly Coalition _coalition;
    private readonly PushBed _bed;

    public PushTests(Coalition coalition) => (_coalition, _bed) = (coalition, new PushBed(coalition));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestNode Japan => _coalition.Japan;

    public async ValueTask InitializeAsync()
    {
        if (!Japan.IsRunning) await Japan.ServeAsync();
    }

    /// <summary>The channel has one push at most, and the next test brings its own.</summary>
    public async ValueTask DisposeAsync() => await Japan.CrashAsync("", "push", "remove", PushBed.Name);

    [Fact]
    public async Task A_serving_node_delivers_what_is_released_once_in_order_and_nothing_else()
    {
        await using var server = await FeedServer.StartAsync();
        server.ContentLengthMax = 30_000;
        await Japan.JsonAsync("publish", Coalition.Sample("intelligence/campaign.json"));
        var unmarked = Path.Combine(_coalition.Folder, "unmarked.json");
        await File.WriteAllTextAsync(unmarked, Objects.Indicator("kept-at-home", 1, null));
        await Japan.JsonAsync("publish", unmarked);
        await _bed.AddAsync(server, interval: 5);
        await _bed.UntilLevelAsync();
        var released = await _bed.ReleasedAsync();
        Assert.True(released.Count > 200);
        Assert.Equal(released, server.Objects.Select(item => item.Object));
        Assert.Equal(released.Count, server.Envelopes.Sum());
        Assert.True(server.Envelopes.Count > 3, "one envelope would show no order");
        Assert.All(server.Bodies, body => Assert.True(Encoding.UTF8.GetByteCount(body) < server.ContentLengthMax));
        await WhatDoesNotLeaveIsNowhereAsync(string.Join('\n', server.Bodies));

        await _bed.PublishAsync("afterwards", 2);
        await _bed.UntilLevelAsync();
        Assert.Equal(await _bed.ReleasedAsync(), server.Objects.Select(item => item.Object));
    }

    [Fact]
    public async Task A_pending_status_is_followed_to_its_end_also_by_a_node_that_was_killed_meanwhile()
    {
        await using var server = await FeedServer.StartAsync();
        server.PendingPolls = 3;
        await _bed.PublishAsync("pending", 3);
        await _bed.AddAsync(server);
        var push = await _bed.RunAsync();
        var released = (await _bed.ReleasedAsync()).Count;
        Assert.Equal(
            (released, released, 0), (PushBed.Number(push, "open"), PushBed.Number(push, "sentUpTo"), PushBed.Number(push, "delivered")));
        await Japan.KillAsync();
        await Japan.ServeAsync();
        push = await _bed.UntilLevelAsync();
        Assert.Equal((released, 0), (PushBed.Number(push, "delivered"), PushBed.Number(push, "failed")));
        Assert.Equal(released, server.Envelopes.Sum());
        Assert.Equal(3 * server.Envelopes.Count, server.Requests.Count(request => request.StartsWith("GET /api/status/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_status_that_the_server_has_forgotten_is_no_reason_to_lose_anything()
    {
        await using var server = await FeedServer.StartAsync();
        server.PendingPolls = 1;
        server.Refuses = _ => "not now";
        await _bed.PublishAsync("forgotten", 2);
        await _bed.AddAsync(server);
        await _bed.RunAsync();
        server.Forget();
        server.PendingPolls = 0;
        server.Refuses = _ => null;
        await _bed.RunAsync();
        var push = await _bed.RunAsync();
        var released = await _bed.ReleasedAsync();
        Assert.Equal((released.Count, 0), (PushBed.Number(push, "delivered"), PushBed.Number(push, "open")));
        Assert.Equal(released, server.Objects.Select(item => item.Object));
    }

    [Fact]
    public async Task An_object_that_is_refused_again_and_again_is_given_up_and_sent_again_when_asked()
    {
        await using var server = await FeedServer.StartAsync();
        await _bed.PublishAsync("stubborn", 3);
        var refused = Objects.Indicator("stubborn", 1, Objects.Green);
        var id = refused[refused.IndexOf("indicator--", StringComparison.Ordinal)..][..47];
        server.Refuses = one => one == id ? "we do not like it\u001b[2J" : null;
        await _bed.AddAsync(server);
        var push = await _bed.RunAsync();
        Assert.Equal((1, 0), (PushBed.Number(push, "open"), PushBed.Number(push, "failed")));
        Assert.Equal("waiting", PushBed.Text(push, "state"));
        for (var i = 0; PushBed.Number(push, "open") > 0 && i < 9; i++) push = await _bed.RunAsync();
        Assert.Equal((0, 1, 0), (PushBed.Number(push, "open"), PushBed.Number(push, "failed"), PushBed.Number(push, "lag")));
        Assert.Equal(6, server.Bodies.Count(body => body.Contains(id, StringComparison.Ordinal)));
        Assert.Equal([1, 1, 1, 1, 1], server.Envelopes[^5..]);
        var failed = Assert.Single(push.GetProperty("failedEntries").EnumerateArray());
        Assert.Equal((id, "we do not like it\\u001b[2J"), (PushBed.Text(failed, "id"), PushBed.Text(failed, "message")));
        var listed = await Japan.NodeAsync("push", "show", PushBed.Name);
        Assert.Contains($"{id} 2026-05-01T00:00:00.000Z: we do not like it\\u001b[2J", listed, StringComparison.Ordinal);
        Assert.Contains("we do not like it\\u001b[2J", WebUtility.HtmlDecode(await PageAsync()), StringComparison.Ordinal);

        server.Refuses = _ => null;
        await Japan.NodeAsync("push", "retry", PushBed.Name);
        push = await _bed.UntilAsync(now => PushBed.Number(now, "open") == 0);
        var released = await _bed.ReleasedAsync();
        Assert.Equal((released.Count, 0), (PushBed.Number(push, "delivered"), PushBed.Number(push, "failed")));
        Assert.Equal(released.Order(), server.Objects.Select(item => item.Object).Order());
    }

    [Fact]
    public async Task A_server_that_takes_less_than_it_says_gets_smaller_envelopes()
    {
        await using var server = await FeedServer.StartAsync();
        server.Trouble = context =>
        {
            if (context.Request.ContentLength is not > 3_000) return false;
            context.Response.StatusCode = StatusCode(HttpStatusCode.RequestEntityTooLarge);
            return true;
        };
        await _bed.PublishAsync("smaller", 20);
        await _bed.AddAsync(server);
        var push = await _bed.RunAsync();
        var released = await _bed.ReleasedAsync();
        var large = released.Count(item => Encoding.UTF8.GetByteCount(item) + "{\"objects\":[]}".Length > 3_000);
        Assert.Equal(
            (released.Count - large, large), (PushBed.Number(push, "delivered"), PushBed.Number(push, "open")));
    }

    [Fact]
    public async Task A_server_that_is_down_or_busy_is_waited_for_and_then_gets_everything()
    {
        await using var server = await FeedServer.StartAsync();
        await _bed.PublishAsync("down", 2);
        await server.DownAsync();
        await _bed.AddAsync(server);
        var push = await _bed.RunAsync(expected: 1);
        Assert.StartsWith("unreachable", PushBed.Text(push, "error"), StringComparison.Ordinal);
        Assert.True(push.GetProperty("nextRun").GetDateTimeOffset() > push.GetProperty("lastRun").GetDateTimeOffset());
        var failures = PushBed.Number(push, "failures");
        Assert.Equal(failures + 1, PushBed.Number(await _bed.RunAsync(expected: 1), "failures"));
        server.Trouble = context =>
        {
            context.Response.StatusCode = StatusCode(HttpStatusCode.TooManyRequests);
            context.Response.Headers.RetryAfter = "7200";
            return true;
        };
        await server.UpAsync();
        push = await _bed.RunAsync(expected: 1);
        Assert.StartsWith("http-429", PushBed.Text(push, "error"), StringComparison.Ordinal);
        var wait = push.GetProperty("nextRun").GetDateTimeOffset() - push.GetProperty("lastRun").GetDateTimeOffset();
        Assert.True(wait >= TimeSpan.FromHours(2), $"{wait}");
        var asked = server.Requests.Count;
        await Task.Delay(TimeSpan.FromSeconds(5), Cancellation);
        Assert.Equal(asked, server.Requests.Count);
        server.Trouble = _ => false;
        await Japan.NodeAsync("push", "resume", PushBed.Name);
        push = await _bed.UntilLevelAsync();
        Assert.Equal(("ok", ""), (PushBed.Text(push, "state"), PushBed.Text(push, "error")));
        Assert.Equal(await _bed.ReleasedAsync(), server.Objects.Select(item => item.Object));
    }

    [Theory]
    [InlineData("push:before-commit", 0, 0)]
    [InlineData("push:before-commit#3", 0, 0)]
    [InlineData("push:after-commit#2", 0, 0)]
    [InlineData("push:before-commit#2", 2, 0)]
    [InlineData("push:after-commit#3", 2, 1)]
    [InlineData("push:before-commit#2", 2, 2)]
    public async Task A_node_that_dies_there_delivers_the_rest_and_loses_nothing(
        string point, int pendingPolls, int runsBefore)
    {
        await using var server = await FeedServer.StartAsync();
        await _bed.PublishAsync($"dies-{runsBefore}-{pendingPolls}-{point.Replace(':', '-')}", 12);
        var released = await _bed.ReleasedAsync();
        var largest = released.Max(item => Encoding.UTF8.GetByteCount(item));
        server.ContentLengthMax = Math.Max(largest + 20, released.Sum(item => Encoding.UTF8.GetByteCount(item)) / 4);
        server.PendingPolls = pendingPolls;
        await Japan.KillAsync();
        await _bed.AddAsync(server);
        for (var i = 0; i < runsBefore; i++) await _bed.RunAsync();
        Assert.Equal(Killed, (await Japan.CrashAsync(point, "push", "run", PushBed.Name)).Code);
        var push = await _bed.RunAsync();
        for (var i = 0; i < 4 && PushBed.Number(push, "open") > 0; i++) push = await _bed.RunAsync();
        Assert.Equal((0, 0), (PushBed.Number(push, "lag"), PushBed.Number(push, "failed")));
        Assert.Equal(released.Count, PushBed.Number(push, "delivered"));
        Assert.Equal(released, server.Objects.Select(item => item.Object));
        Assert.InRange(server.Envelopes.Count, 4, 9);
    }

    [Fact]
    public async Task A_serving_node_that_dies_between_an_envelope_and_its_record_sends_it_again()
    {
        await using var server = await FeedServer.StartAsync();
        await _bed.PublishAsync("dies-serving", 12);
        var released = await _bed.ReleasedAsync();
        server.ContentLengthMax = Math.Max(
            released.Max(item => Encoding.UTF8.GetByteCount(item)) + 20,
            released.Sum(item => Encoding.UTF8.GetByteCount(item)) / 4);
        await _bed.AddAsync(server);
        await Japan.KillAsync();
        await Japan.ServeAsync("push:before-commit#2");
        for (var i = 0; i < 100 && Japan.IsRunning; i++) await Task.Delay(100, Cancellation);
        Assert.False(Japan.IsRunning, "the node lives");
        Assert.True(server.Objects.Count < released.Count, "it died too late to show anything");
        await Japan.KillAsync();
        await Japan.ServeAsync();
        await Japan.NodeAsync("push", "resume", PushBed.Name);
        await _bed.UntilLevelAsync();
        Assert.Equal(released, server.Objects.Select(item => item.Object));
    }

    [Fact]
    public async Task A_push_that_is_paused_rests_goes_on_when_resumed_and_is_gone_when_removed()
    {
        await using var server = await FeedServer.StartAsync();
        await _bed.AddAsync(server, interval: 5);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bed.AddAsync(server));
        await _bed.UntilLevelAsync();
        await Japan.NodeAsync("push", "pause", PushBed.Name);
        await _bed.PublishAsync("paused", 2);
        await Task.Delay(TimeSpan.FromSeconds(9), Cancellation);
        var push = await _bed.ShowAsync();
        Assert.Equal(("paused", 2), (PushBed.Text(push, "state"), PushBed.Number(push, "lag")));
        Assert.DoesNotContain(server.Bodies, body => body.Contains("paused.example", StringComparison.Ordinal));
        await Japan.NodeAsync("push", "resume", PushBed.Name);
        await _bed.UntilLevelAsync();
        Assert.Contains(server.Bodies, body => body.Contains("n1.paused.example", StringComparison.Ordinal));
        await _bed.RemoveAsync();
        await _bed.PublishAsync("removed", 1);
        await Task.Delay(TimeSpan.FromSeconds(7), Cancellation);
        Assert.DoesNotContain(server.Bodies, body => body.Contains("removed.example", StringComparison.Ordinal));
        Assert.Equal("[]", (await Japan.NodeAsync("push", "list", "--json")).Trim());
        foreach (var verb in new[] { "show", "run", "retry", "pause", "resume", "remove" })
        {
            var (code, _, errors) = await Japan.CrashAsync("", "push", verb, PushBed.Name);
            Assert.Equal(2, code);
            Assert.Contains("names no single push", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_secret_is_ever_shown_not_even_one_that_the_server_repeats()
    {
        await using var server = await FeedServer.StartAsync();
        await _bed.PublishAsync("secret", 2);
        server.Refuses = _ => $"{FeedServer.User} came with {FeedServer.Password}";
        await _bed.AddAsync(server);
        var shown = (await _bed.RunAsync()).ToString();
        for (var i = 0; i < 9; i++) shown += await _bed.RunAsync();
        server.Refuses = _ => null;
        server.Trouble = context =>
        {
            context.Response.StatusCode = StatusCode(HttpStatusCode.Forbidden);
            context.Response.ContentType = "application/taxii+json;version=2.1";
            context.Response.WriteAsync(
                $$"""{"title":"{{FeedServer.Password}}","description":"{{context.Request.Headers.Authorization}}"}""",
                Cancellation).Wait(Cancellation);
            return true;
        };
        await _bed.PublishAsync("secret-2", 1);
        var run = await _bed.RunAsync(expected: 1);
        Assert.StartsWith("http-403", PushBed.Text(run, "error"), StringComparison.Ordinal);
        var (_, page, errors) = await Japan.CrashAsync("", "push", "show", PushBed.Name);
        shown += run + page + errors + await Japan.NodeAsync("push", "list") + await PageAsync();
        Assert.Contains($"{FeedServer.User} came with …", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(FeedServer.Password, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FeedServer.User}:{FeedServer.Password}")), shown,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_address_is_refused_unless_the_operator_allowed_it_for_this_push()
    {
        await using var server = await FeedServer.StartAsync();
        await _bed.PublishAsync("private", 1);
        await _bed.AddAsync(server, isPrivateAllowed: false);
        var push = await _bed.RunAsync(expected: 1);
        Assert.StartsWith("partner-address", PushBed.Text(push, "error"), StringComparison.Ordinal);
        Assert.Contains("--allow-private", PushBed.Text(push, "error"), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Another_nodes_inbox_is_a_collection_like_any()
    {
        await _bed.PublishAsync("node-push", 3);
        var vietNam = _coalition.VietNam;
        var issued = (await vietNam.NodeAsync("partner", "issue", "jp-cdu", "--basic")).Split('\n');
        var file = Path.Combine(_coalition.Folder, "node-push.password");
        await File.WriteAllTextAsync(file, issued[1].Split(' ')[1]);
        using var client = vietNam.PartnerClient(await File.ReadAllTextAsync(Path.Combine(Japan.Data, "secret"), Cancellation));
        using var collections = JsonDocument.Parse(
            await client.GetByteArrayAsync(new Uri("live/collections/", UriKind.Relative), Cancellation));
        var inbox = collections.RootElement.GetProperty("collections").EnumerateArray()
            .Single(item => item.GetProperty("can_write").GetBoolean()).GetProperty("id").GetString();
        using var party = JsonDocument.Parse(await File.ReadAllBytesAsync(vietNam.PartyFile));
        await Japan.NodeAsync(
            "push", "add", PushBed.Name, $"{vietNam.PartnerAddress}/live/collections/{inbox}/", "--user",
            issued[0].Split(' ')[1], "--password-file", file, "--tls-pin",
            party.RootElement.GetProperty("tlsPin").GetString()!, "--allow-private");
        var push = await _bed.UntilLevelAsync();
        var released = await _bed.ReleasedAsync();
        Assert.Equal(
            (released.Count, 0L, "ok"),
            (PushBed.Number(push, "delivered"), PushBed.Number(push, "failed"), PushBed.Text(push, "state")));
        var ids = released.Select(item => JsonDocument.Parse(item).RootElement.GetProperty("id").GetString()!)
            .Where(id => id.StartsWith("indicator--", StringComparison.Ordinal)).Distinct().Count();
        var objects = (await vietNam.JsonAsync("status")).GetProperty("objects");
        Assert.True(objects.GetProperty("indicator").GetInt64() >= ids, $"{objects} of {ids}");
    }

    private static int StatusCode(HttpStatusCode code) => (int)code;

    /// <summary>Every case of the sample that must not leave as it is, by its id.</summary>
    private async Task WhatDoesNotLeaveIsNowhereAsync(string bytes)
    {
        Assert.DoesNotContain("kept-at-home", bytes, StringComparison.Ordinal);
        using var cases = JsonDocument.Parse(await File.ReadAllBytesAsync(Coalition.Sample("intelligence/cases.json")));
        var counts = new Dictionary<string, int>();
        foreach (var item in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            var (id, expected) = (item.GetProperty("object").GetString()!, item.GetProperty("expected").GetString()!);
            if (id.Contains('@', StringComparison.Ordinal)
                || (await Japan.CliAsync("explain", id, "--to", "vn-cyc", "--json")).Output.Length == 0)
            {
                continue;
            }

            counts[expected] = counts.GetValueOrDefault(expected) + 1;
            Assert.True(
                bytes.Contains(id, StringComparison.Ordinal) == (expected == "released"), $"{id} is {expected}");
        }

        foreach (var outcome in new[] { "released", "derivative", "withheld" })
        {
            Assert.True(counts.GetValueOrDefault(outcome) > 0, string.Create(CultureInfo.InvariantCulture, $"no case is {outcome}"));
        }
    }

    private async Task<string> PageAsync()
    {
        var url = (await Japan.NodeAsync("url")).Trim();
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        using var first = await http.GetAsync(new Uri(url), Cancellation);
        return await http.GetStringAsync(new Uri($"{Japan.LocalAddress}/feeds"), Cancellation);
    }
}
