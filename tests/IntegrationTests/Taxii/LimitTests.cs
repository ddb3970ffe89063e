using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>What a partner is answered that goes beyond a limit, and that no other partner is. The limits are small here.</summary>
public sealed class LimitTests(TaxiiBed bed) : IClassFixture<TaxiiBed>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TaxiiBed.Cancellation;

    [Fact]
    public async Task More_requests_than_the_rate_are_429_with_retry_after()
    {
        await bed.RestartAsync("""{"requestsPerSecondMax":1,"requestsBurstMax":5}""");
        var answers = new List<Answer>();
        for (var i = 0; i < 8; i++) answers.Add(await bed.GetAsync("/taxii2/"));
        Assert.All(answers.Take(5), answer => answer.Is(200));
        Assert.Equal("1", answers[^1].Is(429).Header("Retry-After"));
        await AnotherPartnerIsServedAsync();
        var watch = Stopwatch.StartNew();
        while ((await bed.GetAsync("/taxii2/")).Status == 429)
        {
            Assert.True(watch.Elapsed < Patience, "no request came through again");
            await Task.Delay(200, Cancellation);
        }
    }

    [Fact]
    public async Task More_requests_at_once_wait_and_beyond_that_are_503_with_retry_after()
    {
        await bed.RestartAsync("""{"requestsAtOnceMax":1,"requestsWaitingMax":1}""");
        await using var slow = await bed.ConnectAsync();
        await slow.SendAsync(PostHead(10), Cancellation);
        await slow.SendAsync("{    ", Cancellation);
        var waiting = bed.GetAsync("/taxii2/");
        for (var watch = Stopwatch.StartNew(); await EndsSoonAsync(waiting) && watch.Elapsed < Patience;)
        {
            waiting = bed.GetAsync("/taxii2/");
        }

        Assert.False(waiting.IsCompleted, "the place was not taken");
        Assert.Equal("1", (await bed.GetAsync("/taxii2/")).Is(503).Header("Retry-After"));
        await AnotherPartnerIsServedAsync();
        await slow.SendAsync("    }", Cancellation);
        (await slow.ReadAsync(Cancellation))!.Is(202);
        (await waiting).Is(200);
    }

    [Fact]
    public async Task A_body_that_trickles_is_408_when_its_time_is_over()
    {
        await bed.RestartAsync("""{"bodySecondsMax":2}""");
        await using var slow = await bed.ConnectAsync();
        await slow.SendAsync(PostHead(1_000_000), Cancellation);
        var answer = slow.ReadAsync(Cancellation);
        for (var i = 0; i < 100 && !answer.IsCompleted; i++)
        {
            await TrySendAsync(slow, new string(' ', 200));
            await Task.Delay(100, Cancellation);
        }

        (await answer)!.Is(408);
        await AnotherPartnerIsServedAsync();
    }

    [Fact]
    public async Task A_head_that_does_not_end_is_cut_off()
    {
        await bed.RestartAsync("""{"headSecondsMax":1}""");
        await using var slow = await bed.ConnectAsync();
        await slow.SendAsync("GET /taxii2/ HTTP/1.1\r\nHost: a\r\n", Cancellation);
        var answer = await slow.ReadAsync(Cancellation).WaitAsync(Patience, Cancellation);
        Assert.True(answer is null or { Status: 408 });
    }

    [Fact]
    public async Task A_page_ends_at_a_number_of_objects_and_at_a_number_of_bytes()
    {
        await bed.RestartAsync("""{"pageObjectsMax":7}""");
        var byCount = await bed.PagesAsync(bed.Objects, "limit=1000");
        Assert.All(byCount.SkipLast(1), page => Assert.Equal(7, page.Ids.Count));
        await bed.RestartAsync("""{"pageBytesMax":2000}""");
        var byBytes = await bed.PagesAsync(bed.Objects, "limit=1000");
        Assert.All(byBytes, page => Assert.InRange(page.Body.Length, 1, 2_500));
        await bed.RestartAsync("""{"pageBytesMax":1}""");
        var one = await bed.PagesAsync(bed.Objects, "limit=1000");
        Assert.All(one, page => Assert.Single(page.Ids));
        await bed.RestartAsync("{}");
        var whole = (await bed.GetAsync(bed.Objects)).Is(200).Ids;
        foreach (var pages in new[] { byCount, byBytes, one }) Assert.Equal(whole, pages.SelectMany(page => page.Ids));
    }

    [Fact]
    public async Task An_address_has_so_many_connections_and_gets_them_back()
    {
        await bed.RestartAsync("""{"connectionsPerAddressMax":6}""");
        (await bed.GetAsync("/taxii2/")).Is(200);
        var address = new Uri(bed.Japan.PartnerAddress);
        var open = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
        {
            open.Add(new TcpClient());
            await TryAsync(() => open[^1].ConnectAsync(address.Host, address.Port, Cancellation).AsTask());
        }

        Assert.True(await TryAsync(bed.ConnectAsync) is not null);
        (await bed.GetAsync("/taxii2/")).Is(200);
        foreach (var connection in open) connection.Dispose();
        for (var watch = Stopwatch.StartNew(); await TryAsync(bed.ConnectAsync) is not null;)
        {
            Assert.True(watch.Elapsed < Patience, "no place was given back");
            await Task.Delay(100, Cancellation);
        }
    }

    [Fact]
    public async Task What_is_kept_of_a_partner_has_an_end_and_no_other_partner_feels_it()
    {
        var (first, second) = (Sample.Big("kept", 1, 10_000), Sample.Big("kept", 2, 10_000));
        await bed.RestartAsync("""{"inboxBytesMax":20000}""");
        Assert.Equal("", await AddAsync(bed.VietNamToken, first));
        Assert.Equal("storage-full", await AddAsync(bed.VietNamToken, second));

        // What is known is no failure (§5.5), what fits is taken, and others have their own room.
        Assert.Equal(" storage-full ", await AddAsync(bed.VietNamToken, first, second, Sample.Indicator("kept", 3, Sample.One)));
        Assert.Equal("", await AddAsync(bed.SingaporeToken, second));
        Assert.Equal("", await AddAsync(bed.VietNamToken));
        Assert.False((await InboxAsync("vn-cyc")).GetProperty("isFull").GetBoolean());
        Assert.InRange((await InboxAsync("vn-cyc")).GetProperty("keptBytes").GetInt64(), 10_000, 20_000);

        await bed.RestartAsync("""{"inboxBytesMax":1}""");
        Assert.Equal(" storage-full", await AddAsync(bed.VietNamToken, first, second));
        Assert.True((await InboxAsync("vn-cyc")).GetProperty("isFull").GetBoolean());
        await bed.RestartAsync("""{"inboxBytesMax":0}""");
        Assert.Equal("", await AddAsync(bed.VietNamToken, second));
        Assert.False((await InboxAsync("vn-cyc")).GetProperty("isFull").GetBoolean());
    }

    [Fact]
    public async Task The_operator_can_switch_compression_off_and_lower_the_largest_body()
    {
        await bed.RestartAsync("""{"compressesAnswers":false,"bodyBytesMax":65536,"bodyObjectsMax":2}""");
        var answer = (await bed.GetAsync("/live/", "Accept-Encoding: br, gzip, zstd")).Is(200);
        Assert.Null(answer.Header("Content-Encoding"));
        Assert.Equal(65_536, answer.Json.GetProperty("max_content_length").GetInt32());
        var inbox = $"/live/collections/{bed.Inbox}/objects/";
        (await bed.PostAsync(inbox, "{}" + new string(' ', 65_534), Answer.Taxii)).Is(202);
        (await bed.PostAsync(inbox, "{}" + new string(' ', 65_535), Answer.Taxii)).Is(413);
        var items = Enumerable.Range(1, 3).Select(serial => Sample.Indicator("many", serial, Sample.One)).ToList();
        (await bed.PostAsync(inbox, $$"""{"objects":[{{string.Join(',', items.Take(2))}}]}""", Answer.Taxii)).Is(202);
        (await bed.PostAsync(inbox, $$"""{"objects":[{{string.Join(',', items)}}]}""", Answer.Taxii)).Is(422);
    }

    [Theory]
    [InlineData("pageObjectsMax", 0, 1)]
    [InlineData("inboxBytesMax", -1, 0)]
    public async Task A_limit_that_cannot_hold_is_named_at_the_start(string name, int value, int min)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => bed.RestartAsync($"{{\"{name}\":{value}}}"));
        Assert.Contains($"`partnerLimits.{name}` is {value}; it must be at least {min}", failure.Message, StringComparison.Ordinal);
        Assert.False(bed.Japan.IsRunning);
        await bed.RestartAsync("{}");
    }

    [Fact]
    public async Task What_goes_wrong_inside_is_500_with_an_error_resource_that_says_nothing()
    {
        await LoseAsync(bed.Observable);
        var answer = (await bed.GetAsync(bed.Objects)).Is(500);
        Assert.Equal("""{"title":"internal error","http_status":"500"}""", answer.Text);
        (await bed.GetAsync("/live/collections/")).Is(200);
        await LoseAsync(bed.Observable);
        (await bed.GetAsync(bed.Objects)).Is(200);
    }

    /// <summary>
    /// Adds objects as a partner; gives the code by which each was refused, nothing for one that was taken.
    /// </summary>
    private async Task<string> AddAsync(string token, params string[] objects)
    {
        var inbox = (await bed.SendAsync(HttpMethod.Get, "/live/collections/", token, null)).Is(200).Items("collections")
            .Single(item => item.GetProperty("can_write").GetBoolean()).GetProperty("id");
        using var content = new StringContent($"{{\"objects\":[{string.Join(',', objects)}]}}");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Answer.Taxii);
        var answer = await bed.SendAsync(HttpMethod.Post, $"/live/collections/{inbox}/objects/", token, content);
        var status = answer.Is(202).Json;
        Assert.Equal(objects.Length, status.GetProperty("total_count").GetInt32());
        var refused = answer.Items("failures").ToDictionary(
            item => item.GetProperty("id").GetString()!, item => item.GetProperty("message").GetString()!.Split(':')[0]);
        return string.Join(' ', objects.Select(item => refused.GetValueOrDefault(TaxiiBed.IdOf(item), "")));
    }

    private async Task<JsonElement> InboxAsync(string party) => (await bed.Japan.JsonAsync("status"))
        .GetProperty("inboxes").EnumerateArray().Single(item => item.GetProperty("party").GetString() == party);

    /// <summary>
    /// Reaches into the store of a node that does not run: an object is not where its entry leads; the second time, it
    /// is there again.
    /// </summary>
    private async Task LoseAsync(string id)
    {
        await bed.Japan.KillAsync();
        var file = Path.Combine(bed.Japan.Data, "entente.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "update object set object_key = -object_key where object_id = $1";
            command.Parameters.AddWithValue("$1", id);
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
        }

        await bed.RestartAsync("{}");
    }

    private async Task AnotherPartnerIsServedAsync() =>
        (await bed.SendAsync(HttpMethod.Get, "/live/collections/", bed.SingaporeToken, null)).Is(200);

    private static async Task<bool> EndsSoonAsync(Task task) =>
        await Task.WhenAny(task, Task.Delay(500, Cancellation)) == task;

    /// <summary>What the network says against it; null when nothing.</summary>
    private static async Task<Exception?> TryAsync(Func<Task> connect)
    {
        var failure = await Record.ExceptionAsync(connect);
        Assert.True(failure is null or IOException or SocketException, $"{failure}");
        return failure;
    }

    private static async Task TrySendAsync(RawConnection connection, string text)
    {
        try
        {
            await connection.SendAsync(text, Cancellation);
        }
        catch (IOException)
        {
            // The server has closed; what it said before can still be read.
        }
    }

    private string PostHead(int length) =>
        $"POST /live/collections/{bed.Inbox}/objects/ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {bed.VietNamToken}\r\n"
        + $"Content-Type: {Answer.Taxii}\r\nContent-Length: {length}\r\n\r\n";
}
