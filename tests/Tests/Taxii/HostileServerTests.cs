using System.Net.Sockets;
using Entente.Taxii;
using Entente.Taxii.Client;
using Xunit;
using static Entente.Tests.Taxii.TaxiiClientTests;

namespace Entente.Tests.Taxii;

/// <summary>What a server may do to a client, and the coded end each of it comes to.</summary>
public sealed class HostileServerTests
{
    private static readonly string Type = $"Content-Type: {TaxiiMedia.Taxii21}";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_refused_and_not_followed(int status)
    {
        await using var target = new WireServer(request => request.JsonAsync("{\"title\":\"trap\"}"));
        await using var server = new WireServer(request =>
            request.RawAsync(WireRequest.Head(status, $"Location: {target.Address}", "Content-Length: 0")));
        var fault = (await Client(server).GetDiscoveryAsync()).Fault!;
        Assert.Equal(("redirected", status), (fault.Code, fault.HttpStatus));
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task A_handler_that_follows_redirects_is_noticed()
    {
        await using var target = new WireServer(request => request.JsonAsync("{\"title\":\"trap\"}"));
        await using var server = new WireServer(request =>
            request.RawAsync(WireRequest.Head(302, $"Location: {target.Address}", "Content-Length: 0")));
        using var http = new HttpClient();
        var client = new TaxiiClient(http, new TaxiiClientOptions { Server = server.Address }, TimeProvider.System);
        Assert.Equal("redirected", (await client.GetDiscoveryAsync()).Fault?.Code);
    }

    [Theory]
    [InlineData("Content-Type: text/html", "wrong-content-type")]
    [InlineData("Content-Type: application/json", "wrong-content-type")]
    [InlineData("Content-Type: application/taxii+json;version=2.0", "wrong-content-type")]
    [InlineData("X-None: 1", "wrong-content-type")]
    [InlineData("Content-Type: application/taxii+json\r\nContent-Encoding: gzip", "unsupported-encoding")]
    public async Task Another_kind_of_answer_is_refused(string header, string code)
    {
        await using var server = new WireServer(request =>
            request.RawAsync(WireRequest.Head(200, header, "Content-Length: 13") + "{\"title\":\"T\"}"));
        Assert.Equal(code, (await Client(server).GetDiscoveryAsync()).Fault?.Code);
    }

    [Theory]
    [InlineData("Content-Length: 100000000")]
    [InlineData("X-None: 1")]
    public async Task An_endless_resource_is_cut_off(string length)
    {
        await using var server = new WireServer(async request =>
        {
            await request.RawAsync(WireRequest.Head(200, Type, length) + "{\"title\":\"");
            while (true) await request.RawAsync(new string('x', 10_000));
        });
        var client = Client(server, options => options with { ResourceBytesMax = 100_000 });
        Assert.Equal("answer-too-large", (await client.GetDiscoveryAsync()).Fault?.Code);
    }

    [Fact]
    public async Task An_endless_page_is_cut_off_after_its_objects_were_given()
    {
        await using var server = new WireServer(async request =>
        {
            await request.RawAsync(WireRequest.Head(200, Type) + "{\"objects\":[{\"n\":0}");
            while (true) await request.RawAsync(",{\"n\":1}");
        });
        var items = await ReadAsync(Client(server, options => options with { PageBytesMax = 1_000 }));

        // 12 bytes before the first object, 7 of it, then 8 for each with its comma: 123 are whole within the limit.
        Assert.Equal("{\"n\":0}", items[0]);
        Assert.Equal(123 + 1, items.Count);
        Assert.Equal("stop: answer-too-large", items[^1]);
    }

    [Fact]
    public async Task An_endless_object_is_cut_off()
    {
        await using var server = new WireServer(async request =>
        {
            await request.RawAsync(WireRequest.Head(200, Type) + "{\"objects\":[{\"n\":\"");
            while (true) await request.RawAsync(new string('x', 10_000));
        });
        Assert.Equal(
            ["stop: object-too-large"],
            await ReadAsync(Client(server, options => options with { ObjectBytesMax = 50_000 })));
    }

    [Fact]
    public async Task Bottomless_nesting_is_refused()
    {
        await using var server = new WireServer(request =>
            request.JsonAsync("{\"objects\":[{\"n\":" + new string('[', 10_000)));
        Assert.Equal(["stop: envelope-malformed"], await ReadAsync(Client(server)));
    }

    [Fact]
    public async Task Paging_that_repeats_its_cursor_ends()
    {
        await using var server = new WireServer(request =>
            request.JsonAsync("{\"more\":true,\"next\":\"again\",\"objects\":[{}]}"));
        Assert.Equal(
            ["{}", "page 1: 1 more", "{}", "page 2: 1 more", "stop: paging-circle"], await ReadAsync(Client(server)));
    }

    [Fact]
    public async Task Paging_that_gives_nothing_ends()
    {
        var number = 0;
        await using var server = new WireServer(request =>
            request.JsonAsync($"{{\"more\":true,\"next\":\"{number++}\"}}"));
        var items = await ReadAsync(Client(server, options => options with { EmptyPagesMax = 2 }));
        Assert.Equal(["page 1: 0 more", "page 2: 0 more", "page 3: 0 more", "stop: empty-pages"], items);
    }

    [Fact]
    public async Task Paging_without_end_ends()
    {
        var number = 0;
        await using var server = new WireServer(request =>
            request.JsonAsync($"{{\"more\":true,\"next\":\"{number++}\",\"objects\":[{{}}]}}"));
        var items = await ReadAsync(Client(server, options => options with { PagesMax = 5 }));
        Assert.Equal("stop: too-many-pages", items[^1]);
        Assert.Equal(5, server.Requests.Count);
    }

    [Theory]
    [InlineData("X-None: 1")]
    [InlineData("X-TAXII-Date-Added-Last: soon")]
    [InlineData("X-TAXII-Date-Added-Last: 2026-01-01T00:00:00Z\r\nX-TAXII-Date-Added-Last: 2026-01-02T00:00:00Z")]
    public async Task Paging_that_says_no_place_to_go_on_ends(string header)
    {
        await using var server = new WireServer(request =>
            request.JsonAsync("{\"more\":true,\"objects\":[{}]}", 200, header));
        Assert.Equal(["{}", "page 1: 1 more", "stop: paging-stuck"], await ReadAsync(Client(server)));
    }

    [Fact]
    public async Task Dates_that_do_not_move_end_the_paging()
    {
        const string Date = "2026-01-01T00:00:00.000000Z";
        await using var server = new WireServer(request =>
            request.JsonAsync("{\"more\":true,\"objects\":[{}]}", 200, $"X-TAXII-Date-Added-Last: {Date}"));
        var items = await ReadAsync(Client(server));
        Assert.Equal(["{}", $"page 1: 1 more {Date}", "{}", $"page 2: 1 more {Date}", "stop: paging-stuck"], items);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left()
    {
        await using var server = new WireServer(request => Task.Delay(Timeout.Infinite, request.Stop));
        var client = Client(server, options => options with { HeadTimeout = TimeSpan.FromMilliseconds(150) });
        Assert.Equal("timed-out", (await client.GetDiscoveryAsync()).Fault?.Code);
    }

    [Fact]
    public async Task A_body_that_stops_coming_is_left()
    {
        await using var server = new WireServer(async request =>
        {
            await request.RawAsync(WireRequest.Head(200, Type, "Content-Length: 1000") + "{\"objects\":[{\"n\":1}");
            await Task.Delay(Timeout.Infinite, request.Stop);
        });
        var client = Client(server, options => options with { IdleTimeout = TimeSpan.FromMilliseconds(150) });
        Assert.Equal(["{\"n\":1}", "stop: timed-out"], await ReadAsync(client));
    }

    [Fact]
    public async Task A_body_that_drips_is_left_when_its_time_is_up()
    {
        await using var server = new WireServer(async request =>
        {
            await request.RawAsync(WireRequest.Head(200, Type) + "{\"objects\":[");
            while (true)
            {
                await request.RawAsync(" ");
                await Task.Delay(20, request.Stop);
            }
        });
        var client = Client(server, options => options with { AnswerTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(["stop: timed-out"], await ReadAsync(client));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_no_short_page()
    {
        await using var server = new WireServer(request =>
            request.RawAsync(WireRequest.Head(200, Type, "Content-Length: 1000") + "{\"objects\":[{\"n\":1}]}"));
        Assert.Equal(["{\"n\":1}", "stop: broken-off"], await ReadAsync(Client(server)));

        await using var unsized = new WireServer(request =>
            request.RawAsync(WireRequest.Head(200, Type) + "{\"objects\":[{\"n\":1}"));
        Assert.Equal(["{\"n\":1}", "stop: envelope-truncated"], await ReadAsync(Client(unsized)));
    }

    [Fact]
    public async Task What_is_not_http_is_said_to_be_so()
    {
        await using var server = new WireServer(request => request.RawAsync("SSH-2.0-server\r\n\r\n"));
        Assert.Equal("not-http", (await Client(server).GetDiscoveryAsync()).Fault?.Code);

        await using var heads = new WireServer(request =>
            request.RawAsync(WireRequest.Head(200, "X-Long: " + new string('x', 100_000))));
        Assert.Equal("head-too-large", (await Client(heads).GetDiscoveryAsync()).Fault?.Code);
    }

    [Fact]
    public async Task A_flood_of_headers_is_refused()
    {
        var flood = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-{i}: y\r\n"));
        await using var server = new WireServer(request => request.RawAsync(WireRequest.Head(200, flood + Type)));
        Assert.Equal("head-too-large", (await Client(server).GetDiscoveryAsync()).Fault?.Code);
    }

    [Fact]
    public async Task Answers_before_the_answer_do_not_go_on_for_ever()
    {
        await using var server = new WireServer(async request =>
        {
            while (true) await request.RawAsync("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
        });
        var client = Client(server, options => options with { HeadTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Contains((await client.GetDiscoveryAsync()).Fault?.Code, new[] { "timed-out", "head-too-large", "not-http" });
    }

    [Theory]
    [InlineData("Retry-After: 99999999999999999999")]
    [InlineData("Retry-After: -1")]
    [InlineData("Retry-After: soon")]
    [InlineData("Retry-After: Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("Date: Fri, 31 Dec 9999 23:59:59 GMT\r\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT")]
    public async Task A_time_to_wait_that_makes_no_sense_neither_stops_nor_speeds_us_up(string header)
    {
        await using var server = new WireServer(request => request.JsonAsync("{\"title\":\"busy\"}", 503, header));
        var client = Client(server, options => options with { RetriesMax = 0 });
        Assert.Equal(503, (await client.GetDiscoveryAsync()).Fault?.HttpStatus);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_date_to_wait_for_is_meant_by_the_servers_clock()
    {
        await using var server = new WireServer(request => request.JsonAsync(
            "{\"title\":\"busy\"}", 503,
            "Date: Tue, 02 Jun 2026 00:00:00 GMT", "Retry-After: Tue, 02 Jun 2026 01:00:00 GMT"));
        Assert.Equal(TimeSpan.FromHours(1), (await Client(server).GetDiscoveryAsync()).Fault?.RetryAfter);
    }

    [Fact]
    public async Task A_closed_port_is_unreachable()
    {
        var server = new WireServer(request => request.JsonAsync("{}"));
        await server.DisposeAsync();
        Assert.Equal("unreachable", (await Client(server).GetDiscoveryAsync()).Fault?.Code);
    }

    [Fact]
    public async Task A_connection_that_is_reset_gives_no_answer_and_the_hint_names_our_certificate()
    {
        await using var server = new WireServer(request =>
        {
            ((NetworkStream)request.Stream).Socket.Close(timeout: 0);
            return Task.CompletedTask;
        });
        var fault = (await Client(server).GetDiscoveryAsync()).Fault!;
        Assert.Equal("no-answer", fault.Code);
        Assert.Contains("client certificate", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_or_broken_error_body_changes_nothing()
    {
        foreach (var body in new[] { "{\"title\":\"" + new string('x', 200_000) + "\"}", "{", "[]", "{\"title\":7}" })
        {
            await using var server = new WireServer(request => request.JsonAsync(body, 403));
            var fault = (await Client(server).GetDiscoveryAsync()).Fault!;
            Assert.Equal(("http-status", 403), (fault.Code, fault.HttpStatus));
            Assert.Null(fault.ServerError);
        }
    }
}
