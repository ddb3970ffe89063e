using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Checklist A: transport and authentication (TAXII 2.1 §8.2.2, §1.6.9, §8.3.1, appendix B).</summary>
[Collection(ChecklistCollection.Name)]
public sealed class TransportTests(TaxiiBed bed)
{
    private const string Someone = "11111111-1111-4111-8111-111111111111";

    public static TheoryData<string> Endpoints { get; } =
    [
        "GET /taxii2/", "GET /live/", "GET /exercise/", "GET /live/collections/", "GET /live/collections/C/",
        "GET /live/collections/C/manifest/", "GET /live/collections/C/objects/", "POST /live/collections/C/objects/",
        "GET /live/collections/C/objects/O/", "DELETE /live/collections/C/objects/O/",
        "GET /live/collections/C/objects/O/versions/", "GET /live/status/S/", "GET /nothing/", "GET /",
        "GET /a.file", "PUT /taxii2/", "HEAD /taxii2/", "OPTIONS /taxii2/",
    ];

    private static CancellationToken Cancellation => TaxiiBed.Cancellation;

    [Fact]
    public async Task Section_8_2_2_1_requests_are_taken_over_HTTPS_and_not_without()
    {
        (await bed.GetAsync("/taxii2/")).Is(200);
        using var tcp = new TcpClient();
        var address = new Uri(bed.Japan.PartnerAddress);
        await tcp.ConnectAsync(address.Host, address.Port, Cancellation);
        await tcp.GetStream().WriteAsync("GET /taxii2/ HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), Cancellation);
        var buffer = new byte[100];
        var count = 0;
        try
        {
            count = await tcp.GetStream().ReadAsync(buffer, Cancellation);
        }
        catch (IOException)
        {
            // Closed without a word.
        }

        Assert.DoesNotContain("HTTP/1.1 200", Encoding.ASCII.GetString(buffer, 0, count), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Section_8_2_2_2_TLS_1_2_and_1_3_are_taken(SslProtocols protocol)
    {
        await using var connection = await RawConnection.OpenAsync(
            new Uri(bed.Japan.PartnerAddress), Cancellation, protocol);
        Assert.Equal(protocol, connection.Protocol);
        await connection.SendAsync(Get("/taxii2/"), Cancellation);
        (await connection.ReadAsync(Cancellation))!.Is(200);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Section_1_6_9_without_a_credential_every_endpoint_is_401_with_a_challenge(string endpoint)
    {
        var answer = await AskAsync(endpoint, null);
        Assert.Equal(401, answer.Status);
        Assert.Contains("Basic realm=", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        if (!endpoint.StartsWith("HEAD", StringComparison.Ordinal)) answer.Is(401);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Section_5_1_to_5_8_a_wrong_credential_is_401(string endpoint)
    {
        var answer = await AskAsync(endpoint, bed.VietNamToken[..^4] + "0000");
        Assert.Equal(401, answer.Status);
        Assert.NotNull(answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task Section_5_1_to_5_8_collections_of_others_are_404_like_unknown_ones()
    {
        var texts = new HashSet<string>();
        foreach (var id in new[] { bed.OthersChannel, Someone, "x", "..%2f", "%00"[..2] + "2e", "日本" })
        {
            foreach (var path in new[] { "", "objects/", "manifest/", $"objects/{bed.Revised}/", $"objects/{bed.Revised}/versions/" })
            {
                texts.Add((await bed.GetAsync($"/live/collections/{Uri.EscapeDataString(id)}/{path}")).Is(404).Text);
            }
        }

        Assert.Single(texts);
    }

    [Fact]
    public async Task Appendix_B_next_is_not_trusted()
    {
        var first = (await bed.GetAsync($"{bed.Objects}?limit=5")).Is(200);
        var next = first.Next!;
        (await bed.GetAsync($"{bed.Objects}?limit=5&next={next}")).Is(200);
        (await bed.GetAsync($"{bed.Objects}?limit=2&next={next}")).Is(200);
        foreach (var other in new[]
        {
            $"{bed.Objects}?limit=5&match[type]=malware&next={next}", $"{bed.Manifest}?limit=5&next={next}",
            $"{bed.Objects}{bed.Revised}/?next={next}", $"{bed.Objects}?next={next[..^1]}", $"{bed.Objects}?next=B{next[1..]}",
            $"{bed.Objects}?next={next}%3D", $"{bed.Objects}?next=0", $"{bed.Objects}?next=%00%0d%0a", $"{bed.Objects}?next=",
        })
        {
            (await bed.GetAsync(other)).Is(400);
        }

        // Somebody else's cursor is as good as none, and so is one for a collection that is not there.
        var theirs = await bed.SendAsync(HttpMethod.Get, $"{bed.Objects}?next={next}", bed.SingaporeToken, null);
        theirs.Is(404);
        var mine = await bed.SendAsync(
            HttpMethod.Get, $"/live/collections/{bed.OthersChannel}/objects/?next={next}", bed.SingaporeToken, null);
        mine.Is(400);
    }

    private static string Get(string path, string token) =>
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n";

    private string Get(string path) => Get(path, bed.VietNamToken);

    private Task<Answer> AskAsync(string endpoint, string? token)
    {
        var parts = endpoint.Split(' ');
        var path = parts[1].Replace("/C/", $"/{bed.Channel}/", StringComparison.Ordinal)
            .Replace("/O/", $"/{bed.Revised}/", StringComparison.Ordinal).Replace("/S/", $"/{Someone}/", StringComparison.Ordinal);
        var content = parts[0] == "POST" ? new StringContent("{}") : null;
        return bed.SendAsync(new HttpMethod(parts[0]), path, token, content);
    }
}
