using System.Net;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Feeds from a server of another make, and from another node, over HTTPS with the command and the worker.</summary>
public sealed class FeedTests(Coalition coalition) : IClassFixture<Coalition>
{
    private const string Agreement = "urn:entente:agreement:jp-vn-cyber-arrangement";
    private const int Killed = 137;

    private TestNode Japan => coalition.Japan;

    [Fact]
    public async Task A_serving_node_reads_a_feed_by_itself_and_then_only_what_is_new()
    {
        await using var server = await FeedServer.StartAsync();
        server.Fill("worker", 25, atOnce: 7);
        server.PageMax = 10;
        await AddAsync("worker", server, "--interval", "5");
        await UntilAsync("worker", feed => feed.GetProperty("stored").GetInt64() == 25);
        server.Objects.Add((server.Objects[^1].At, Objects.Indicator("worker-late", 1, Objects.Green)));
        await UntilAsync("worker", feed => feed.GetProperty("stored").GetInt64() == 26);
        Assert.Contains(server.Requests, request => request.Contains("added_after=", StringComparison.Ordinal));
        Assert.All(server.Requests, request => Assert.Contains("match%5Bversion%5D=all", request, StringComparison.Ordinal));
        await Japan.NodeAsync("feed", "pause", "worker");
        Assert.Equal("paused", (await ShowAsync("worker")).GetProperty("state").GetString());
        await Japan.NodeAsync("feed", "remove", "worker");
        var listed = await Japan.NodeAsync("feed", "list", "--json");
        Assert.DoesNotContain("\"worker\"", listed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Objects_of_one_instant_do_not_fall_between_pages(bool givesNext)
    {
        await using var server = await FeedServer.StartAsync();
        server.Fill($"instant-{givesNext}", 40, atOnce: 4);
        server.PageMax = 7;
        server.GivesNext = givesNext;
        var name = $"instant-{givesNext}".ToLowerInvariant();
        await AddAsync(name, server, "--interval", "3600");
        Assert.Equal(40, (await RunAsync(name)).GetProperty("stored").GetInt64());
    }

    [Fact]
    public async Task No_secret_is_ever_shown()
    {
        await using var server = await FeedServer.StartAsync();
        await AddAsync("secret", server, "--interval", "3600");
        foreach (var arguments in new[] { new[] { "list" }, ["list", "--json"], ["show", "secret"], ["show", "secret", "--json"] })
        {
            var output = await Japan.NodeAsync(["feed", .. arguments]);
            Assert.DoesNotContain(FeedServer.Password, output, StringComparison.Ordinal);
            Assert.Contains("secret", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_is_busy_is_left_alone_for_as_long_as_it_asks()
    {
        await using var server = await FeedServer.StartAsync();
        server.Fill("busy", 3);
        server.Trouble = context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.TooManyRequests;
            context.Response.Headers.RetryAfter = "7200";
            return true;
        };
        await AddAsync("busy", server, "--interval", "5");
        var feed = await UntilAsync("busy", feed => feed.GetProperty("state").GetString() == "failing");
        Assert.StartsWith("http-429", feed.GetProperty("error").GetString(), StringComparison.Ordinal);
        var wait = feed.GetProperty("nextRun").GetDateTimeOffset() - feed.GetProperty("lastRun").GetDateTimeOffset();
        Assert.True(wait >= TimeSpan.FromHours(2), $"{wait}");
        await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        Assert.Single(server.Requests);
        server.Trouble = _ => false;
        await Japan.NodeAsync("feed", "resume", "busy");
        await UntilAsync("busy", feed => feed.GetProperty("stored").GetInt64() == 3);
        Assert.Equal("", (await ShowAsync("busy")).GetProperty("error").GetString());
        await Japan.NodeAsync("feed", "remove", "busy");
    }

    [Fact]
    public async Task A_server_that_goes_away_in_the_middle_is_read_on_from_the_last_page()
    {
        await using var server = await FeedServer.StartAsync();
        server.Fill("away", 30);
        server.PageMax = 10;
        server.Trouble = context =>
        {
            // Everything behind the first page, whichever run asks for it: the node may have begun one by itself.
            var query = context.Request.Query;
            if (!query.ContainsKey("next") && !query.ContainsKey("added_after")) return false;
            context.Abort();
            return true;
        };
        await AddAsync("away", server, "--interval", "3600");
        var feed = await RunAsync("away", expected: 1);
        Assert.Equal((10, "failing"), (feed.GetProperty("stored").GetInt64(), feed.GetProperty("state").GetString()));
        await server.DownAsync();
        Assert.Equal("failing", (await RunAsync("away", expected: 1)).GetProperty("state").GetString());
        server.Trouble = _ => false;
        await server.UpAsync();
        server.Requests.Clear();
        Assert.Equal(30, (await RunAsync("away")).GetProperty("stored").GetInt64());
        Assert.Contains("added_after=2026-01-01T00%3A00%3A08.999999Z", server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_address_is_refused_unless_the_operator_allowed_it_for_this_feed()
    {
        await using var server = await FeedServer.StartAsync();
        await File.WriteAllTextAsync(PasswordFile, FeedServer.Password);
        await Japan.NodeAsync(
            "feed", "add", "private", server.Url, "--party", "us-cert", "--user", FeedServer.User, "--password-file",
            PasswordFile, "--tls-pin", server.Pin, "--interval", "3600");
        var feed = await RunAsync("private", expected: 1);
        Assert.StartsWith("partner-address", feed.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("--allow-private", feed.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_with_another_key_and_one_that_refuses_us_get_no_further()
    {
        await using var server = await FeedServer.StartAsync();
        await using var other = await FeedServer.StartAsync();
        await AddAsync("other-key", server, "--interval", "3600", pin: other.Pin);
        Assert.StartsWith(
            "tls-failed", (await RunAsync("other-key", expected: 1)).GetProperty("error").GetString(), StringComparison.Ordinal);
        await AddAsync("other-user", server, "--interval", "3600", user: "nobody");
        var error = (await RunAsync("other-user", expected: 1)).GetProperty("error").GetString();
        Assert.StartsWith("http-401", error, StringComparison.Ordinal);
        Assert.Contains("who are you?", error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("https://ti.example/api/")]
    [InlineData("http://ti.example/api/collections/1/")]
    [InlineData("https://user:word@ti.example/api/collections/1/")]
    [InlineData("https://ti.example/api/collections/../")]
    [InlineData("ti.example/api/collections/1/")]
    public async Task What_is_no_address_of_a_collection_is_refused_at_once(string url)
    {
        var (code, _, errors) = await Japan.CrashAsync("", "feed", "add", "bad", url, "--party", "us-cert");
        Assert.Equal(2, code);
        Assert.Contains("is not the address of a collection", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("intake:before-commit#2", 10)]
    [InlineData("intake:after-commit#2", 20)]
    [InlineData("feed:before-commit", 10)]
    [InlineData("feed:after-commit", 10)]
    [InlineData("feed:before-commit#3", 25)]
    public async Task A_node_that_dies_there_reads_on_with_nothing_lost(string point, int storedBefore)
    {
        await using var server = await FeedServer.StartAsync();
        var name = $"dies-{point.Replace(':', '-').Replace("#", "-", StringComparison.Ordinal)}";
        server.Fill(name, 25);
        server.PageMax = 10;
        await using var node = await NewNodeAsync(name);
        await AddAsync(name, server, "--interval", "3600", node: node);
        Assert.Equal(Killed, (await node.CrashAsync(point, "feed", "run", name)).Code);
        var run = JsonDocument.Parse(await node.NodeAsync("feed", "run", name, "--json")).RootElement;
        Assert.Equal("ok", run.GetProperty("state").GetString());
        await node.ServeAsync();
        var counts = (await node.JsonAsync("status")).GetProperty("objects");
        Assert.Equal(25, counts.GetProperty("indicator").GetInt64());

        // What was durable before is told as known, not as new.
        var counted = run.GetProperty("stored").GetInt64() + run.GetProperty("duplicates").GetInt64();
        Assert.True(counted >= 25, $"{run}");
        Assert.True(run.GetProperty("stored").GetInt64() >= 25 - storedBefore, $"{run}");
    }

    [Fact]
    public async Task A_feed_under_an_agreement_brings_objects_of_that_partner()
    {
        await using var server = await FeedServer.StartAsync();
        server.Fill("under", 2);
        await AddAsync("under", server, "--interval", "3600", "--agreement", Agreement, party: "vn-cyc");
        Assert.Equal(2, (await RunAsync("under")).GetProperty("stored").GetInt64());
        var id = Objects.Indicator("under", 0, Objects.Green);
        id = id[id.IndexOf("indicator--", StringComparison.Ordinal)..][..47];
        var explained = (await Japan.JsonAsync("explain", id, "--to", "vn-cyc")).ToString();
        Assert.Contains("originator-has-it", explained, StringComparison.Ordinal);
        await AddAsync("no-such", server, "--interval", "3600", "--agreement", "urn:entente:agreement:none", party: "vn-cyc");
        Assert.StartsWith(
            "agreement-missing", (await RunAsync("no-such", expected: 1)).GetProperty("error").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_node_is_a_feed_like_any_server()
    {
        await coalition.PublishAsync("node-feed");
        var issued = (await Japan.NodeAsync("partner", "issue", "vn-cyc", "--basic")).Split('\n');
        var file = Path.Combine(coalition.Folder, "node-feed.password");
        await File.WriteAllTextAsync(file, issued[1].Split(' ')[1]);
        using var client = Japan.PartnerClient(coalition.VietNamToken);
        var collection = await Partner.CollectionIdAsync(client);
        using var party = JsonDocument.Parse(await File.ReadAllBytesAsync(Japan.PartyFile));
        await coalition.VietNam.NodeAsync(
            "feed", "add", "japan", $"{Japan.PartnerAddress}/live/collections/{collection}/", "--party", "jp-cdu",
            "--agreement", Agreement, "--user", issued[0].Split(' ')[1], "--password-file", file, "--tls-pin",
            party.RootElement.GetProperty("tlsPin").GetString()!, "--allow-private", "--interval", "3600");
        var run = JsonDocument.Parse(await coalition.VietNam.NodeAsync("feed", "run", "japan", "--json")).RootElement;
        Assert.Equal("ok", run.GetProperty("state").GetString());
        Assert.Equal(
            (await Partner.ObjectsAsync(client, collection, 1000)).Count, run.GetProperty("read").GetInt64());
        Assert.Equal(0, run.GetProperty("refused").GetInt64());
    }

    private string PasswordFile => Path.Combine(coalition.Folder, "foreign.password");

    private async Task AddAsync(
        string name, FeedServer server, string option, string value, string? option2 = null, string? value2 = null,
        string party = "us-cert", string? pin = null, string user = FeedServer.User, TestNode? node = null)
    {
        await File.WriteAllTextAsync(PasswordFile, FeedServer.Password);
        string[] more = option2 is null ? [] : [option2, value2!];
        await (node ?? Japan).NodeAsync(
            [
                "feed", "add", name, server.Url, "--party", party, "--marking", "TLP:AMBER", "--user", user,
                "--password-file", PasswordFile, "--tls-pin", pin ?? server.Pin, "--allow-private", option, value, .. more,
            ]);
    }

    private async Task<TestNode> NewNodeAsync(string name)
    {
        var node = new TestNode("lone-dcu", Directory.CreateDirectory(Path.Combine(coalition.Folder, name)).FullName);
        await node.NodeAsync(
            "init", "--party", "lone-dcu", "--origin", "lone.example", "--name", "Lone",
            "--partner-address", $"https://127.0.0.1:{FreePorts.Take()}",
            "--local-address", $"http://127.0.0.1:{FreePorts.Take()}");

        // Opened once, so that its own identity is stored before a test counts durability points.
        await node.CrashAsync("feed-command:before-commit", "feed", "run", "none");
        return node;
    }

    private async Task<JsonElement> ShowAsync(string name)
    {
        var (_, output, _) = await Japan.CrashAsync("", "feed", "show", name, "--json");
        return JsonDocument.Parse(output).RootElement;
    }

    private async Task<JsonElement> RunAsync(string name, int expected = 0)
    {
        var (code, output, errors) = await Japan.CrashAsync("", "feed", "run", name, "--json");
        Assert.True(code == expected, $"{code}: {output}{errors}");
        return JsonDocument.Parse(output).RootElement;
    }

    private async Task<JsonElement> UntilAsync(string name, Func<JsonElement, bool> isThere)
    {
        for (var i = 0; i < 80; i++)
        {
            var feed = await ShowAsync(name);
            if (isThere(feed)) return feed;
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"it did not come to it: {await ShowAsync(name)}");
    }
}
