using System.Net;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>What the operator sees of what partners add, and how much of it is kept.</summary>
public sealed class InboxStatusTests(TaxiiBed bed) : IClassFixture<TaxiiBed>
{
    private const string Agreement = "jp-vn-cyber-arrangement";

    private static CancellationToken Cancellation => TaxiiBed.Cancellation;

    [Fact]
    public async Task The_operator_sees_what_each_partner_added_in_every_language()
    {
        Assert.Empty((await bed.Japan.JsonAsync("status")).GetProperty("inboxes").EnumerateArray());
        Assert.Contains("No partner has added anything yet.", await PageAsync("en"), StringComparison.Ordinal);
        var good = Sample.Indicator("seen", 1, Sample.One);
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        await AddAsync(good, Sample.Indicator("seen", 2, Sample.One), """{"type":"tool","id":"tool--1"}""");
        await AddAsync(good);

        var row = Assert.Single((await bed.Japan.JsonAsync("status")).GetProperty("inboxes").EnumerateArray());
        Assert.Equal("vn-cyc", row.GetProperty("party").GetString());
        Assert.EndsWith(Agreement, row.GetProperty("agreement").GetString(), StringComparison.Ordinal);
        Assert.Equal("live", row.GetProperty("realm").GetString());
        Assert.Equal((3, 1), (row.GetProperty("accepted").GetInt64(), row.GetProperty("refused").GetInt64()));
        var last = row.GetProperty("lastAddition").GetDateTimeOffset();
        Assert.InRange(last, before, TimeProvider.System.GetUtcNow());

        var kept = row.GetProperty("keptBytes").GetInt64();
        Assert.InRange(kept, 2 * good.Length, (2 * good.Length) + 4096);

        var (code, text, _) = await bed.Japan.CliAsync("status");
        Assert.Equal(0, code);
        var table = text[text.IndexOf("inboxes", StringComparison.Ordinal)..];
        Assert.Matches($@"vn-cyc\W+{Agreement}\W+live\W+3\W+1\W+{kept}\W+{last.UtcDateTime:yyyy-MM-dd HH:mm:ss}", table);
        foreach (var (language, title) in new[]
        {
            ("en", "Added by partners"), ("ja", "相手方による追加"), ("vi", "Đối tác gửi vào"),
        })
        {
            var page = await PageAsync(language);
            var section = page[page.IndexOf("id=\"added\"", StringComparison.Ordinal)..];
            Assert.Contains(title, section, StringComparison.Ordinal);
            Assert.Contains("vn-cyc", section, StringComparison.Ordinal);
            Assert.Contains($"{last.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC", section, StringComparison.Ordinal);
        }
    }

    private async Task<JsonElement> AddAsync(params string[] objects) => (await bed.PostAsync(
        $"/live/collections/{bed.Inbox}/objects/", $"{{\"objects\":[{string.Join(',', objects)}]}}", Answer.Taxii)).Is(202).Json;

    /// <summary>The status page as a browser of that language gets it, its text decoded.</summary>
    private async Task<string> PageAsync(string language)
    {
        using var browser = new HttpClient { BaseAddress = new Uri(bed.Japan.LocalAddress) };
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        var token = await File.ReadAllTextAsync(Path.Combine(bed.Japan.Data, "viewer.token"), Cancellation);
        return WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri($"?token={token.Trim()}", UriKind.Relative), Cancellation));
    }
}
