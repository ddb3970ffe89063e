using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Adding objects and asking for their status (TAXII 2.1 §5.5, §4.3), over HTTPS, as a partner without a node does.</summary>
public sealed class InboxTests(Coalition coalition) : IClassFixture<Coalition>
{
    private const string Taxii = "application/taxii+json;version=2.1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partner_sees_one_inbox_for_each_agreement_and_nobody_elses()
    {
        var vietNam = await InboxesAsync(coalition.VietNamToken);
        var singapore = await InboxesAsync(coalition.SingaporeToken);
        Assert.Single(vietNam);
        Assert.Single(singapore);
        Assert.NotEqual(vietNam[0], singapore[0]);
        Assert.Equal(vietNam, await InboxesAsync(coalition.VietNamToken));
        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        using var own = await client.GetAsync(Address(vietNam[0], ""), Cancellation);
        using var others = await client.GetAsync(Address(singapore[0], ""), Cancellation);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (own.StatusCode, others.StatusCode));
        using var resource = JsonDocument.Parse(await own.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.False(resource.RootElement.GetProperty("can_read").GetBoolean());
        Assert.True(resource.RootElement.GetProperty("can_write").GetBoolean());
    }

    [Fact]
    public async Task What_is_added_is_held_with_the_partner_as_origin_and_its_status_can_be_read()
    {
        var good = Objects.Indicator("inbox-good", 1, Objects.Green);
        var bad = good.Replace("2026-05-01T00:00:00Z", "in May", StringComparison.Ordinal).Replace("inbox", "other", StringComparison.Ordinal)
            .Replace("000000000001", "000000000002", StringComparison.Ordinal);
        using var answer = await AddAsync(coalition.VietNamToken, $$"""{"objects":[{{good}},{{bad}},{{good}}]}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(Taxii, answer.Content.Headers.NonValidated["Content-Type"].ToString());
        var body = await answer.Content.ReadAsByteArrayAsync(Cancellation);
        using var status = JsonDocument.Parse(body);
        Assert.Equal("complete", status.RootElement.GetProperty("status").GetString());
        Assert.Equal(
            (3, 2, 1, 0),
            (Count(status, "total"), Count(status, "success"), Count(status, "failure"), Count(status, "pending")));
        var failure = Assert.Single(status.RootElement.GetProperty("failures").EnumerateArray());
        Assert.EndsWith("000000000002", failure.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Contains("/valid_from", failure.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(status.RootElement.TryGetProperty("pendings", out _));

        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        var address = new Uri($"live/status/{status.RootElement.GetProperty("id").GetString()}/", UriKind.Relative);
        Assert.Equal(body, await client.GetByteArrayAsync(address, Cancellation));
        using var singapore = coalition.Japan.PartnerClient(coalition.SingaporeToken);
        using var hidden = await singapore.GetAsync(address, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        using var otherRealm = await client.GetAsync(
            new Uri(address.ToString().Replace("live", "exercise", StringComparison.Ordinal), UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, otherRealm.StatusCode);

        // Japan may not hand on what Viet Nam gave it, and says by which clause.
        var id = good[good.IndexOf("indicator--", StringComparison.Ordinal)..][..47];
        var explained = await coalition.Japan.JsonAsync("explain", id, "--to", "sg-dco");
        Assert.Contains("deny", explained.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_can_be_added_again_and_cannot_be_changed()
    {
        var good = Objects.Indicator("inbox-again", 1, Objects.Green);
        var changed = good.Replace("n1.inbox", "n2.inbox", StringComparison.Ordinal);
        using var first = await AddAsync(coalition.VietNamToken, $$"""{"objects":[{{good}}]}""");
        using var again = await AddAsync(coalition.VietNamToken, $$"""{"objects":[{{good}}]}""");
        using var conflict = await AddAsync(coalition.VietNamToken, $$"""{"objects":[{{changed}}]}""");
        using var told = JsonDocument.Parse(await again.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal((1, 0), (Count(told, "success"), Count(told, "failure")));
        using var refused = JsonDocument.Parse(await conflict.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal((0, 1), (Count(refused, "success"), Count(refused, "failure")));
        Assert.Contains("version-conflict", refused.RootElement.GetProperty("failures").ToString(), StringComparison.Ordinal);

        // Whether Viet Nam gave it too is nothing that Singapore can find out.
        using var other = await AddAsync(coalition.SingaporeToken, $$"""{"objects":[{{changed}}]}""");
        using var taken = JsonDocument.Parse(await other.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal((1, 0), (Count(taken, "success"), Count(taken, "failure")));
    }

    [Theory]
    [InlineData("{", HttpStatusCode.UnprocessableEntity)]
    [InlineData("", HttpStatusCode.UnprocessableEntity)]
    [InlineData("[]", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"objects":{}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"objects":[1]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"objects":[{"type":"indicator"}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"objects":[{"id":"indicator--1"}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"objects":[{"id":"\ud800","type":"x"}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"objects":[]}{}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{}", HttpStatusCode.Accepted)]
    [InlineData("""{"objects":[]}""", HttpStatusCode.Accepted)]
    [InlineData("""{"objects":[{"id":"indicator--1","type":"indicator"}]}""", HttpStatusCode.Accepted)]
    public async Task What_is_no_envelope_of_STIX_objects_is_refused_whole(string body, HttpStatusCode expected)
    {
        using var answer = await AddAsync(coalition.VietNamToken, body);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(Taxii, answer.Content.Headers.NonValidated["Content-Type"].ToString());
    }

    [Theory]
    [InlineData("application/taxii+json", HttpStatusCode.Accepted)]
    [InlineData("application/taxii+json;version=2.1", HttpStatusCode.Accepted)]
    [InlineData("application/taxii+json; version=2.1", HttpStatusCode.Accepted)]
    [InlineData("application/taxii+json;version=2.0", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Only_TAXII_messages_are_taken(string contentType, HttpStatusCode expected)
    {
        using var answer = await AddAsync(coalition.VietNamToken, """{"objects":[]}""", contentType);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_and_one_below_it_never()
    {
        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        using var root = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri("live/", UriKind.Relative), Cancellation));
        var limit = root.RootElement.GetProperty("max_content_length").GetInt32();
        using var below = await AddAsync(coalition.VietNamToken, "{}" + new string(' ', limit - 3));
        using var above = await AddAsync(coalition.VietNamToken, "{}" + new string(' ', limit));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.RequestEntityTooLarge), (below.StatusCode, above.StatusCode));
        Assert.Equal(Taxii, above.Content.Headers.NonValidated["Content-Type"].ToString());
    }

    [Fact]
    public async Task An_inbox_is_not_read_and_a_channel_is_not_written()
    {
        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        var inbox = (await InboxesAsync(coalition.VietNamToken))[0];
        foreach (var path in new[] { "objects/", "manifest/", "objects/indicator--1/", "objects/indicator--1/versions/" })
        {
            using var answer = await client.GetAsync(Address(inbox, path), Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        using var post = await PostAsync(client, Address(await Partner.CollectionIdAsync(client), "objects/"), "{}", Taxii);
        Assert.Equal(HttpStatusCode.Forbidden, post.StatusCode);
        using var nowhere = await PostAsync(client, Address("00000000-0000-4000-8000-000000000000", "objects/"), "{}", Taxii);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    private async Task<HttpResponseMessage> AddAsync(string token, string body, string contentType = Taxii)
    {
        using var client = coalition.Japan.PartnerClient(token);
        return await PostAsync(client, Address((await InboxesAsync(token))[0], "objects/"), body, contentType);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, Uri address, string body, string contentType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await client.PostAsync(address, content, Cancellation);
    }

    private async Task<List<string>> InboxesAsync(string token)
    {
        using var client = coalition.Japan.PartnerClient(token);
        using var answer = JsonDocument.Parse(
            await client.GetByteArrayAsync(new Uri("live/collections/", UriKind.Relative), Cancellation));
        return
        [
            .. answer.RootElement.GetProperty("collections").EnumerateArray()
                .Where(item => item.GetProperty("can_write").GetBoolean())
                .Select(item => item.GetProperty("id").GetString()!),
        ];
    }

    private static Uri Address(string collection, string path) => new($"live/collections/{collection}/{path}", UriKind.Relative);

    private static int Count(JsonDocument status, string name) => status.RootElement.GetProperty($"{name}_count").GetInt32();
}
