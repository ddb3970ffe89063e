using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>
/// Clients that mean harm, with a partner's credential or with none: the node stays up, and another partner is answered
/// all the while.
/// </summary>
public sealed class MaliciousClientTests(TaxiiBed bed) : IClassFixture<TaxiiBed>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TaxiiBed.Cancellation;

    private string Credential => $"Authorization: Bearer {bed.VietNamToken}\r\n";

    [Fact]
    public async Task Heads_and_bodies_that_never_end_hold_up_nobody_else()
    {
        var open = new List<RawConnection>();
        for (var i = 0; i < 40; i++)
        {
            open.Add(await bed.ConnectAsync());
            await open[^1].SendAsync("GET /taxii2/ HTTP/1.1\r\nHost: a\r\nX-Slow: ", Cancellation);
            open.Add(await bed.ConnectAsync());
            await open[^1].SendAsync(Post("Content-Length: 1000000"), Cancellation);
            await open[^1].SendAsync("{\"objects\":[", Cancellation);
            await AnotherPartnerIsServedAsync();
        }

        foreach (var connection in open) await connection.SendAsync(" ", Cancellation);
        await AnotherPartnerIsServedAsync();
        foreach (var connection in open) await connection.DisposeAsync();
        await EverybodyIsServedAsync();
    }

    [Fact]
    public async Task Connections_that_say_nothing_or_nonsense_hold_up_nobody()
    {
        var address = new Uri(bed.Japan.PartnerAddress);
        var open = new List<TcpClient>();
        for (var i = 0; i < 120; i++)
        {
            open.Add(new TcpClient());
            await open[^1].ConnectAsync(address.Host, address.Port, Cancellation);
            if (i % 3 == 0) await open[^1].GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{i} nonsense\r\n\r\n"), Cancellation);
            if (i % 3 == 1) await open[^1].GetStream().WriteAsync(new byte[] { 22, 3, 1, 255, 255, 1 }, Cancellation);
        }

        await AnotherPartnerIsServedAsync();
        foreach (var connection in open) connection.Dispose();
        await EverybodyIsServedAsync();
    }

    [Fact]
    public async Task A_pipelined_flood_is_answered_in_its_order_and_within_its_measure()
    {
        const int Count = 3_000;
        var request = $"GET /taxii2/ HTTP/1.1\r\nHost: a\r\n{Credential}\r\n";
        await using var connection = await bed.ConnectAsync();
        var sending = Task.Run(
            async () =>
            {
                for (var i = 0; i < Count / 100; i++)
                {
                    await connection.SendAsync(string.Concat(Enumerable.Repeat(request, 100)), Cancellation);
                }
            },
            Cancellation);
        for (var i = 0; i < Count; i++)
        {
            var answer = await connection.ReadAsync(Cancellation);
            Assert.NotNull(answer);
            Assert.Contains(answer.Status, new[] { 200, 429 });
            if (i % 500 == 0) await AnotherPartnerIsServedAsync();
        }

        await sending;
        await AnotherPartnerIsServedAsync();

        // The other tests ask as the same partner: its measure is full again after two seconds.
        await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
    }

    [Fact]
    public async Task Streams_that_are_opened_and_reset_at_once_hold_up_nobody()
    {
        using var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
        };
        using var client = new HttpClient(handler)
        {
            DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        client.DefaultRequestHeaders.Authorization = new("Bearer", bed.VietNamToken);
        Assert.Equal(HttpVersion.Version20, (await client.GetAsync(bed.Address("/taxii2/"), Cancellation)).Version);
        for (var round = 0; round < 20; round++)
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var asked = Enumerable.Range(0, 30).Select(_ => client.GetAsync(bed.Address(bed.Objects), cut.Token)).ToList();
            await Task.Delay(round % 3, Cancellation);
            await cut.CancelAsync();
            foreach (var request in asked) await Record.ExceptionAsync(() => request);
            await AnotherPartnerIsServedAsync();
        }

        await EverybodyIsServedAsync();
    }

    [Fact]
    public async Task Json_that_is_deep_or_endless_is_refused()
    {
        string[] bodies =
        [
            new('[', 1_000_000), string.Concat(Enumerable.Repeat("{\"a\":", 200_000)),
            "{\"objects\":[" + string.Concat(Enumerable.Repeat("{\"a\":", 1_000)) + "1" + new string('}', 1_000) + "]}",
            "{\"objects\":[{\"type\":\"x\",\"id\":\"" + new string('9', 5_000_000),
            "{\"objects\":[{\"n\":" + new string('9', 1_000_000) + "}]}", "\"" + new string('\\', 1_000_001) + "\"",
            "{\"objects\":[" + string.Concat(Enumerable.Repeat("{},", 300_000)) + "{}]}",
        ];
        foreach (var body in bodies)
        {
            (await bed.PostAsync($"/live/collections/{bed.Inbox}/objects/", body, Answer.Taxii)).Is(422);
            await AnotherPartnerIsServedAsync();
        }
    }

    [Fact]
    public async Task A_compressed_bomb_is_not_unpacked()
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var i = 0; i < 200; i++) await gzip.WriteAsync(new byte[1024 * 1024], Cancellation);
        }

        using var content = new ByteArrayContent(bomb.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", Answer.Taxii);
        content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
        var inbox = $"/live/collections/{bed.Inbox}/objects/";
        (await bed.SendAsync(HttpMethod.Post, inbox, bed.VietNamToken, content)).Is(415);
    }

    [Theory]
    [InlineData("%C0%AE%C0%AE")]
    [InlineData("%ED%A0%80")]
    [InlineData("%00")]
    [InlineData("%2e%2e%2f%2e%2e%2fetc%2fpasswd")]
    [InlineData("..%5c..%5c")]
    [InlineData("%EF%BC%8F")]
    [InlineData("%E2%80%AE%E2%80%8B")]
    [InlineData("indicator--%D0%B00000000-0000-4000-8000-000000000000")]
    [InlineData("%0d%0aX-Injected:%20yes")]
    [InlineData("%F0%9F%92%A9")]
    [InlineData("'%20or%201=1--")]
    [InlineData("{{7*7}}%3Cscript%3E")]
    public async Task Tricks_with_text_in_ids_lead_nowhere(string id)
    {
        foreach (var path in new[]
        {
            $"/live/collections/{id}/", $"/live/collections/{id}/objects/", $"{bed.Objects}{id}/", $"{bed.Objects}{id}/versions/",
            $"/live/status/{id}/", $"/{id}/", $"/live/channels/{id}/checkpoint", $"{bed.Objects}?match[id]={id}",
            $"{bed.Objects}?match[type]={id}", $"{bed.Objects}?match[version]={id}", $"{bed.Objects}?next={id}",
        })
        {
            var answer = await bed.GetAsync(path);
            Assert.Contains(answer.Status, new[] { 400, 404 });
            Assert.Null(answer.Header("X-Injected"));

            // A path that is no path is refused by the server below, without a body; whatever is ours has one.
            if (answer.Body.Length > 0) answer.Is(answer.Status);
            else Assert.Equal(400, answer.Status);
        }
    }

    [Theory]
    [InlineData("GET /taxii2/ HTTP/1.1\r\nHost: a\r\nX: 1\nY: 2\r\n")]
    [InlineData("GET /taxii2/ HTTP/1.1\r\nHost: a\r\nX : 1\r\n")]
    [InlineData("GET /taxii2/ HTTP/1.1\r\nHost: a\r\n folded\r\n")]
    [InlineData("GET /taxii2/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n")]
    [InlineData("GET /taxii2/ HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n")]
    [InlineData("GET /taxii2/ HTTP/1.1\r\n")]
    [InlineData("GET /taxii2/ HTTP/9.9\r\nHost: a\r\n")]
    [InlineData("GET  /taxii2/ HTTP/1.1\r\nHost: a\r\n")]
    [InlineData("G\0T /taxii2/ HTTP/1.1\r\nHost: a\r\n")]
    [InlineData("POST /taxii2/ HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n")]
    [InlineData("POST /taxii2/ HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n")]
    [InlineData("POST /taxii2/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n")]
    [InlineData("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n")]
    public async Task A_request_that_is_not_well_formed_gets_nothing_but_a_refusal(string head)
    {
        await using var connection = await bed.ConnectAsync();
        await connection.SendAsync($"{head}{Credential}\r\n", Cancellation);
        var answer = await connection.ReadAsync(Cancellation).WaitAsync(Patience, Cancellation);
        Assert.True(answer is null or { Status: >= 400 }, $"{answer?.Status}");
        await AnotherPartnerIsServedAsync();
    }

    [Fact]
    public async Task A_body_of_two_lengths_smuggles_no_second_request()
    {
        await using var connection = await bed.ConnectAsync();
        var smuggled = $"GET /live/ HTTP/1.1\r\nHost: a\r\n{Credential}\r\n";
        await connection.SendAsync(
            $"POST {bed.Objects} HTTP/1.1\r\nHost: a\r\n{Credential}Content-Type: {Answer.Taxii}\r\n"
            + $"Content-Length: {smuggled.Length + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{smuggled}", Cancellation);
        var first = await connection.ReadAsync(Cancellation).WaitAsync(Patience, Cancellation);
        Assert.True(first is null or { Status: >= 400 });
        Assert.Null(await connection.ReadAsync(Cancellation).WaitAsync(Patience, Cancellation));
    }

    [Fact]
    public async Task Heads_that_are_too_large_are_refused()
    {
        string[] heads =
        [
            $"GET /taxii2/ HTTP/1.1\r\nHost: a\r\nX: {new string('x', 200_000)}\r\n\r\n",
            "GET /taxii2/ HTTP/1.1\r\nHost: a\r\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i => $"X{i}: 1\r\n")) + "\r\n",
            $"GET /taxii2/?{new string('x', 200_000)} HTTP/1.1\r\nHost: a\r\n\r\n", new('x', 200_000),
        ];
        foreach (var head in heads)
        {
            await using var connection = await bed.ConnectAsync();
            var failure = await Record.ExceptionAsync(() => connection.SendAsync(head, Cancellation));
            Assert.True(failure is null or IOException);
            var answer = await connection.ReadAsync(Cancellation).WaitAsync(Patience, Cancellation);
            Assert.True(answer is null or { Status: 400 or 414 or 431 }, $"{answer?.Status}");
            await AnotherPartnerIsServedAsync();
        }
    }

    [Fact]
    public async Task A_query_of_many_values_is_bounded()
    {
        var ids = Enumerable.Range(0, 1_001).Select(i => $"indicator--00000000-0000-4000-8000-{i.ToString("D12", CultureInfo.InvariantCulture)}");
        Assert.Equal("{}", (await bed.GetAsync($"{bed.Objects}?match[id]={string.Join(',', ids.Take(1_000))}")).Is(200).Text);
        (await bed.GetAsync($"{bed.Objects}?match[id]={string.Join(',', ids)}")).Is(400);
        var names = string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"a{i}"));
        (await bed.GetAsync($"{bed.Objects}?{names}")).Is(200);
    }

    [Fact]
    public async Task Readers_who_do_not_read_hold_up_nobody()
    {
        var open = new List<RawConnection>();
        for (var i = 0; i < 30; i++)
        {
            open.Add(await bed.ConnectAsync());
            var request = $"GET {bed.Objects}?match[version]=all HTTP/1.1\r\nHost: a\r\n{Credential}\r\n";
            await open[^1].SendAsync(string.Concat(Enumerable.Repeat(request, 40)), Cancellation);
        }

        await AnotherPartnerIsServedAsync();
        foreach (var connection in open) await connection.DisposeAsync();
        await EverybodyIsServedAsync();
    }

    private string Post(string length) =>
        $"POST /live/collections/{bed.Inbox}/objects/ HTTP/1.1\r\nHost: a\r\n{Credential}Content-Type: {Answer.Taxii}\r\n{length}\r\n\r\n";

    private async Task AnotherPartnerIsServedAsync()
    {
        var answer = bed.SendAsync(HttpMethod.Get, "/live/collections/", bed.SingaporeToken, null);
        (await answer.WaitAsync(Patience, Cancellation)).Is(200);
    }

    private async Task EverybodyIsServedAsync()
    {
        Assert.True(bed.Japan.IsRunning);
        await AnotherPartnerIsServedAsync();
        Answer answer;
        var tries = 0;
        while ((answer = await bed.GetAsync(bed.Objects).WaitAsync(Patience, Cancellation)).Status is 429 or 503 && tries++ < 50)
        {
            await Task.Delay(100, Cancellation);
        }

        answer.Is(200);
    }
}
