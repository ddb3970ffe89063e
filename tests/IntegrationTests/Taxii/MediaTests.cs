using System.Text;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Checklist C: media types and negotiation (TAXII 2.1 §1.6.7, §1.6.8, §3.1, §5.3).</summary>
[Collection(ChecklistCollection.Name)]
public sealed class MediaTests(TaxiiBed bed)
{
    [Theory]
    [InlineData("application/taxii+json;version=2.1", 200)]
    [InlineData("application/taxii+json; version=2.1", 200)]
    [InlineData("application/taxii+json", 200)]
    [InlineData("APPLICATION/TAXII+JSON;VERSION=\"2.1\"", 200)]
    [InlineData("application/taxii+json;version=2.1,application/stix+json;version=2.1", 200)]
    [InlineData("application/stix+json;version=2.1, application/taxii+json;version=2.1", 200)]
    [InlineData("application/taxii+json;version=2.1;q=0.5, text/html", 200)]
    [InlineData("application/taxii+json;version=2.0, application/taxii+json;version=2.1", 200)]
    [InlineData("*/*", 200)]
    [InlineData("application/*", 200)]
    [InlineData("", 200)]
    [InlineData("application/taxii+json;version=2.0", 406)]
    [InlineData("application/taxii+json;version=9", 406)]
    [InlineData("application/json", 406)]
    [InlineData("text/html", 406)]
    [InlineData("application/taxii+json;q=0", 406)]
    [InlineData("nonsense", 406)]
    public async Task Section_3_1_accept_decides_between_the_one_type_and_406(string accept, int status)
    {
        foreach (var path in new[] { "/taxii2/", "/live/", "/live/collections/", bed.Objects, bed.Manifest })
        {
            (await bed.GetAsync(path, $"Accept: {accept}")).Is(status);
        }
    }

    [Fact]
    public async Task Section_3_1_without_accept_the_highest_version_is_served()
    {
        (await bed.GetAsync("/taxii2/")).Is(200);
    }

    [Theory]
    [InlineData("application/taxii+json;version=2.1", 202)]
    [InlineData("application/taxii+json", 202)]
    [InlineData("application/taxii+json; charset=utf-8; version=2.1", 202)]
    [InlineData("application/stix+json;version=2.1", 415)]
    [InlineData("application/json", 415)]
    [InlineData("application/taxii+json;version=2.0", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("nonsense", 415)]
    [InlineData(null, 415)]
    public async Task Section_3_1_content_type_decides_between_202_and_415(string? contentType, int status)
    {
        (await bed.PostAsync($"/live/collections/{bed.Inbox}/objects/", "{}", contentType)).Is(status);
    }

    [Fact]
    public async Task Section_3_1_an_encoded_request_is_415()
    {
        foreach (var encoding in new[] { "gzip", "br", "zstd", "deflate", "identity, gzip" })
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
            content.Headers.TryAddWithoutValidation("Content-Type", Answer.Taxii);
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
            var answer = await bed.SendAsync(
                HttpMethod.Post, $"/live/collections/{bed.Inbox}/objects/", bed.VietNamToken, content);
            answer.Is(415);
        }
    }

    [Fact]
    public async Task Section_5_3_the_list_that_manifests_ask_for_is_no_406()
    {
        const string Both = "Accept: application/taxii+json;version=2.1,application/stix+json;version=2.1";
        (await bed.GetAsync(bed.Manifest, Both)).Is(200);
    }

    [Fact]
    public async Task Section_1_6_7_every_body_is_JSON_in_UTF_8_without_a_mark()
    {
        foreach (var path in new[] { "/taxii2/", "/live/", "/live/collections/", bed.Objects, bed.Manifest, "/nothing/" })
        {
            var answer = await bed.GetAsync(path);
            Assert.Equal((byte)'{', answer.Body[0]);
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(answer.Body);
            _ = answer.Json;
        }
    }

    [Fact]
    public async Task Section_8_2_1_7_a_request_without_a_user_agent_is_served()
    {
        await using var connection = await bed.ConnectAsync();
        await connection.SendAsync(
            $"GET /taxii2/ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {bed.VietNamToken}\r\n\r\n", TaxiiBed.Cancellation);
        (await connection.ReadAsync(TaxiiBed.Cancellation))!.Is(200);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("text/html, image/*;q=0.1")]
    [InlineData("application/taxii+json;version=2.1")]
    [InlineData("*/*;q=0")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Logs_have_one_form_each_whatever_is_accepted(string accept)
    {
        var log = $"/live/channels/{bed.Channel}/";
        foreach (var (path, type) in new[]
        {
            ("checkpoint", "text/plain; charset=utf-8"), ("tile/0/000.p/1", "application/octet-stream"),
            ("tile/entries/000.p/1", "application/octet-stream"),
        })
        {
            var answer = await bed.GetAsync(log + path, $"Accept: {accept}");
            Assert.True(answer.Status == 200, $"{path}: {answer.Status}");
            Assert.Equal(type, answer.Header("Content-Type"));
            Assert.NotEmpty(answer.Body);
        }

        // What is not there is not there in the same words, whatever is accepted and whoever has it.
        var texts = new HashSet<string>();
        foreach (var path in new[]
        {
            $"{log}tile/0/999", $"{log}tile/nonsense", $"/live/channels/{bed.OthersChannel}/checkpoint",
            $"/live/channels/{bed.OthersChannel}/tile/0/000.p/1", "/live/channels/nothing/checkpoint",
        })
        {
            texts.Add((await bed.GetAsync(path, $"Accept: {accept}")).Is(404).Text);
        }

        Assert.Single(texts);
    }

    [Fact]
    public async Task Section_3_1_an_unacceptable_type_is_406_before_anything_else_is_said()
    {
        Assert.Equal(
            (await bed.GetAsync("/nothing/", "Accept: text/html")).Is(406).Text,
            (await bed.GetAsync(bed.Objects, "Accept: text/html")).Is(406).Text);
    }
}
