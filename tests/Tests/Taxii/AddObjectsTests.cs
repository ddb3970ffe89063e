using System.Text;
using Entente.Taxii;
using Entente.Taxii.Client;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Entente.Tests.Taxii.TaxiiClientTests;

namespace Entente.Tests.Taxii;

/// <summary>Adding objects (TAXII 2.1 §5.5) and following the status (§4.3).</summary>
public sealed class AddObjectsTests
{
    private const string StatusId = "2d086da7-4bdc-4f91-900e-d77486753710";

    private const string Complete =
        $$"""{"id":"{{StatusId}}","status":"complete","total_count":2,"success_count":1,"failure_count":1, """ +
        """ "pending_count":0,"failures":[{"id":"b--1","version":"v","message":"no"}]}""";

    private const string Pending =
        $$"""{"id":"{{StatusId}}","status":"pending","total_count":2,"success_count":0,"failure_count":0,"pending_count":2}""";

    private static readonly ReadOnlyMemory<byte>[] Two = ["{\"n\":1}"u8.ToArray(), "{ \"n\" : \"ü\" }"u8.ToArray()];

    [Fact]
    public async Task One_envelope_goes_out_and_the_status_comes_back()
    {
        await using var server = new WireServer(request => request.JsonAsync(Complete, 202));
        var client = Client(server);
        var status = (await client.AddObjectsAsync(Root(client), "some thing", Two)).Value!;
        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/api/collections/some%20thing/objects/"), (request.Method, request.Target));
        Assert.Equal("{\"objects\":[{\"n\":1},{ \"n\" : \"ü\" }]}", request.Body);
        Assert.Equal(TaxiiMedia.Taxii21, request.Header("Content-Type"));
        Assert.Equal(TaxiiMedia.Taxii21, request.Header("Accept"));
        Assert.Equal("Basic dnUtY3ljOuenmA==", request.Header("Authorization"));
        Assert.Equal((true, 1L, 1L, 0L), (status.IsComplete, status.SuccessCount, status.FailureCount, status.PendingCount));
        Assert.Equal("no", Assert.Single(status.Failures).Message);
    }

    [Fact]
    public async Task A_status_without_lists_is_as_far_as_it_says()
    {
        await using var server = new WireServer(request => request.Method == "POST"
            ? request.JsonAsync(Pending, 202)
            : request.JsonAsync(Complete));
        var client = Client(server);
        var status = (await client.AddObjectsAsync(Root(client), "c", Two)).Value!;
        Assert.Equal((false, 2L, 2L), (status.IsComplete, status.PendingCount, status.TotalCount));
        Assert.Empty(status.Pendings);
        Assert.Equal(Pending, Encoding.UTF8.GetString(status.ToBytes()));
        Assert.True((await client.GetStatusAsync(Root(client), status.Id)).Value!.IsComplete);
        Assert.Equal($"/api/status/{StatusId}/", server.Requests[1].Target);
    }

    [Fact]
    public async Task A_busy_server_is_sent_the_same_again()
    {
        var asked = 0;
        await using var server = new WireServer(request => ++asked < 3
            ? request.JsonAsync("{\"title\":\"busy\"}", asked == 1 ? 429 : 503, "Retry-After: 0")
            : request.JsonAsync(Complete, 202));
        var client = Client(server);
        Assert.True((await client.AddObjectsAsync(Root(client), "c", Two)).IsOk);
        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal(server.Requests[0].Body, request.Body));
    }

    [Fact]
    public async Task A_connection_that_closes_before_the_answer_is_tried_again()
    {
        var asked = 0;
        await using var server = new WireServer(request => ++asked < 3 ? Task.CompletedTask : request.JsonAsync(Complete, 202));
        var client = Client(server);
        Assert.True((await client.AddObjectsAsync(Root(client), "c", Two)).IsOk);
        Assert.Equal(3, asked);

        await using var mute = new WireServer(_ => Task.CompletedTask);
        client = Client(mute, options => options with { ConnectionRetriesMax = 1 });
        Assert.Equal("no-answer", (await client.AddObjectsAsync(Root(client), "c", Two)).Fault?.Code);
        Assert.Equal(2, mute.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    [InlineData(500)]
    public async Task A_refusal_is_told_and_not_tried_again(int status)
    {
        await using var server = new WireServer(request =>
            request.JsonAsync("{\"title\":\"no\",\"error_code\":\"why\"}", status, "Retry-After: 0"));
        var client = Client(server);
        var fault = (await client.AddObjectsAsync(Root(client), "c", Two)).Fault!;
        Assert.Equal(("http-status", status, "why"), (fault.Code, fault.HttpStatus, fault.ServerError?.ErrorCode));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("{}", "missing-property")]
    [InlineData("[]", "not-an-object")]
    [InlineData("{\"id\":", "not-json")]
    public async Task An_answer_that_is_no_status_is_a_fault(string body, string code)
    {
        await using var server = new WireServer(request => request.JsonAsync(body, 202));
        var client = Client(server);
        Assert.Equal(code, (await client.AddObjectsAsync(Root(client), "c", Two)).Fault?.Code);
    }

    [Fact]
    public async Task A_status_of_endless_details_is_cut_off()
    {
        await using var server = new WireServer(async request =>
        {
            await request.RawAsync(
                WireRequest.Head(202, $"Content-Type: {TaxiiMedia.Taxii21}") + "{\"failures\":[{\"id\":\"a\",\"version\":\"v\"}");
            while (true) await request.RawAsync(",{\"id\":\"a\",\"version\":\"v\"}");
        });
        var client = Client(server, options => options with { ResourceBytesMax = 50_000 });
        Assert.Equal("answer-too-large", (await client.AddObjectsAsync(Root(client), "c", Two)).Fault?.Code);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_not_sent()
    {
        await using var server = new WireServer(request => request.JsonAsync(Complete, 202));
        var client = Client(server);
        await Assert.ThrowsAsync<ArgumentException>(() => client.AddObjectsAsync(Root(client), "c", []));
        await Assert.ThrowsAsync<ArgumentException>(() => client.AddObjectsAsync(Root(client), "..", Two));
        await Assert.ThrowsAsync<ArgumentException>(() => client.AddObjectsAsync(Root(client), "c", ["7"u8.ToArray()]));
        Assert.Throws<ArgumentException>(() => { _ = client.GetStatusAsync(Root(client), "."); });
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(429, null, new[] { 500, 1_000, 2_000 }, new[] { 1_000, 2_000, 4_000 })]
    [InlineData(503, 20, new[] { 20_000, 20_000, 20_000 }, new[] { 23_000, 23_000, 23_000 })]
    public async Task Waits_double_and_are_spread_but_never_shorter_than_asked(
        int status, int? retryAfter, int[] shortest, int[] longest)
    {
        foreach (var (jitter, expected) in new[] { (0.0, shortest), (1.0, longest) })
        {
            var time = new FakeTimeProvider();
            var moments = new List<DateTimeOffset>();
            await using var server = new WireServer(request =>
            {
                moments.Add(time.GetUtcNow());
                string[] headers = retryAfter is null ? [] : [$"Retry-After: {retryAfter}"];
                return request.JsonAsync("{\"title\":\"busy\"}", status, headers);
            });
            var adding = Client(server, options => options with { Jitter = () => jitter }, time)
                .AddObjectsAsync(new Uri(server.Address, "/api/"), "c", Two);
            while (!adding.IsCompleted)
            {
                await Task.Delay(1);
                time.Advance(TimeSpan.FromMilliseconds(100));
            }

            Assert.Equal(status, (await adding).Fault?.HttpStatus);
            var waited = moments.Zip(moments.Skip(1), (first, second) => (second - first).TotalMilliseconds).ToList();
            Assert.Equal(expected.Length, waited.Count);
            foreach (var (asked, was) in expected.Zip(waited)) Assert.True(was >= asked, $"{was} ms instead of {asked} ms");
        }
    }

    [Fact]
    public void A_packer_fills_envelopes_to_just_below_the_limit()
    {
        var one = new byte[10];
        var packer = new EnvelopePacker(contentLengthMax: 14 + 10 + 1 + 10 + 1, objectsMax: 100);
        Assert.True(packer.TryAdd(one));
        Assert.True(packer.TryAdd(one));
        Assert.False(packer.TryAdd(one));
        Assert.Equal(35, packer.Bytes);
        Assert.Equal(packer.Bytes, EnvelopePacker.BytesOf(packer.Objects));
        packer.Clear();
        Assert.True(packer.TryAdd(one));
        Assert.Equal(24, packer.Bytes);

        Assert.False(new EnvelopePacker(24, 100).TryAdd(one));
        var few = new EnvelopePacker(1_000, objectsMax: 1);
        Assert.True(few.TryAdd(one));
        Assert.False(few.TryAdd(one));
    }

    private static Uri Root(TaxiiClient client) => client.ResolveApiRoot("/api/").Value!;
}
