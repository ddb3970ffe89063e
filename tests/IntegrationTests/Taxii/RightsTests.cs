using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Checklist H: who may do what with a collection, and the codes that say so (TAXII 2.1 §5.3 to §5.8).</summary>
[Collection(ChecklistCollection.Name)]
public sealed class RightsTests(TaxiiBed bed)
{
    private string Inbox => $"/live/collections/{bed.Inbox}/";

    [Fact]
    public async Task Section_5_3_to_5_8_what_may_not_be_read_is_403()
    {
        foreach (var path in new[] { "manifest/", "objects/", $"objects/{bed.Revised}/", $"objects/{bed.Revised}/versions/" })
        {
            (await bed.GetAsync(Inbox + path)).Is(403);
            (await bed.GetAsync($"{Inbox}{path}?limit=0")).Is(403);
        }
    }

    [Fact]
    public async Task Section_5_5_what_may_not_be_written_is_403_and_what_is_not_there_404()
    {
        (await bed.PostAsync(bed.Objects, "{}", Answer.Taxii)).Is(403);
        (await bed.PostAsync($"/live/collections/{bed.OthersChannel}/objects/", "{}", Answer.Taxii)).Is(404);
        (await bed.PostAsync($"/exercise/collections/{bed.Inbox}/objects/", "{}", Answer.Taxii)).Is(404);
    }

    [Fact]
    public async Task Section_5_5_an_exact_duplicate_is_no_failure()
    {
        var body = $$"""{"objects":[{{Sample.Indicator("duplicate", 1, Sample.One)}}]}""";
        for (var i = 0; i < 2; i++)
        {
            var status = (await bed.PostAsync($"{Inbox}objects/", body, Answer.Taxii)).Is(202).Json;
            Assert.Equal(1, status.GetProperty("success_count").GetInt32());
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"objects":[1]}""")]
    public async Task Section_5_5_what_is_no_envelope_is_422(string body)
    {
        (await bed.PostAsync($"{Inbox}objects/", body, Answer.Taxii)).Is(422);
    }

    [Fact]
    public async Task Section_5_5_a_body_over_max_content_length_is_413_and_one_of_it_is_not()
    {
        var max = (await bed.GetAsync("/live/")).Json.GetProperty("max_content_length").GetInt32();
        (await bed.PostAsync($"{Inbox}objects/", "{}" + new string(' ', max - 2), Answer.Taxii)).Is(202);
        (await bed.PostAsync($"{Inbox}objects/", "{}" + new string(' ', max - 1), Answer.Taxii)).Is(413);

        // Without a length, too, and with one far beyond what is read at all.
        await using var chunked = await bed.ConnectAsync();
        await chunked.SendAsync(Head("Transfer-Encoding: chunked"), TaxiiBed.Cancellation);
        var chunk = new string(' ', 1024 * 1024);
        for (var sent = 0; sent <= max; sent += chunk.Length)
        {
            await chunked.SendAsync($"100000\r\n{chunk}\r\n", TaxiiBed.Cancellation);
        }

        (await chunked.ReadAsync(TaxiiBed.Cancellation))!.Is(413);
        await using var huge = await bed.ConnectAsync();
        await huge.SendAsync(Head($"Content-Length: {1_000_000_000_000}"), TaxiiBed.Cancellation);
        (await huge.ReadAsync(TaxiiBed.Cancellation))!.Is(413);
    }

    [Fact]
    public async Task Section_5_7_DELETE_is_403_where_one_may_only_read_or_only_write_and_404_where_neither()
    {
        var path = $"objects/{bed.Revised}/";
        (await DeleteAsync($"/live/collections/{bed.Channel}/{path}")).Is(403);
        (await DeleteAsync($"/live/collections/{bed.Channel}/{path}?match[version]=first")).Is(403);
        (await DeleteAsync(Inbox + path)).Is(403);
        (await DeleteAsync($"/live/collections/{bed.OthersChannel}/{path}")).Is(404);
        (await DeleteAsync($"/live/collections/{bed.OthersChannel}x/{path}")).Is(404);
        (await bed.GetAsync(bed.Objects + $"{bed.Revised}/")).Is(200);
    }

    private Task<Answer> DeleteAsync(string path) => bed.SendAsync(HttpMethod.Delete, path, bed.VietNamToken, null);

    private string Head(string length) =>
        $"POST {Inbox}objects/ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {bed.VietNamToken}\r\n"
        + $"Content-Type: {Answer.Taxii}\r\n{length}\r\n\r\n";
}
