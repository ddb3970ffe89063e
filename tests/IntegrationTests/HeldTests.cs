using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>
/// What the agreement holds for a releaser: vulnerabilities, in the sample arrangement. The operator publishes them, so
/// somebody else answers.
/// </summary>
public sealed class HeldTests(Coalition coalition) : IClassFixture<Coalition>
{
    [Fact]
    public async Task A_releaser_sees_the_bytes_that_would_leave_and_lets_them_go()
    {
        var id = await PublishAsync("approved");
        var token = await ReleaserAsync("hana");
        var group = (await HeldAsync(token, "list")).EnumerateArray().Single(group =>
            group.GetProperty("objects").EnumerateArray().Any(held => held.GetProperty("id").GetString() == id));
        Assert.Equal("vulnerability", group.GetProperty("type").GetString());
        Assert.Equal("vn-cyc", group.GetProperty("recipient").GetString());
        var shown = Assert.Single((await HeldAsync(token, "show", id, "--to", "vn-cyc")).EnumerateArray());
        Assert.Equal("operator", shown.GetProperty("submitter").GetString());
        Assert.Equal(Objects.Vulnerability("approved"), Encoding.UTF8.GetString(shown.GetProperty("bytes").GetBytesFromBase64()));

        await RefusedAsync("operator.token", "own-submission", "approve", id, "--to", "vn-cyc", "--version", Objects.Modified);
        await RefusedAsync(token, "version-not-held", "approve", id, "--to", "vn-cyc");
        Assert.Null(await AtPartnerAsync(id));
        var answer = Assert.Single((await HeldAsync(
            token, "approve", id, "--to", "vn-cyc", "--version", Objects.Modified)).EnumerateArray());
        Assert.Equal("permit", answer.GetProperty("outcome").GetString());
        Assert.Equal(Objects.Vulnerability("approved"), await AtPartnerAsync(id));
        await RefusedAsync(token, "not-held", "approve", id, "--to", "vn-cyc", "--version", Objects.Modified);
        Assert.Null(await coalition.PullAsync());
    }

    [Fact]
    public async Task What_is_refused_stays_and_says_so_and_the_next_version_is_asked_about_again()
    {
        var id = await PublishAsync("refused");
        var token = await ReleaserAsync("ichiro");
        var (code, _, _) = await coalition.Japan.CliAsync("held", "refuse", id, "--to", "vn-cyc");
        Assert.NotEqual(0, code);
        await RefusedAsync(token, "reason-missing", "refuse", id, "--to", "vn-cyc", "--version", Objects.Modified, "--reason", " ");
        var answer = Assert.Single((await HeldAsync(
            token, "refuse", id, "--to", "vn-cyc", "--version", Objects.Modified, "--reason", "still under embargo")).EnumerateArray());
        Assert.Equal("deny", answer.GetProperty("outcome").GetString());
        var explained = (await coalition.Japan.JsonAsync("explain", id, "--to", "vn-cyc"))[0];
        Assert.Equal("approval-refused", explained.GetProperty("reasons")[0].GetProperty("code").GetString());
        Assert.Null(await AtPartnerAsync(id));

        await PublishAsync("refused", later: true);
        Assert.Contains((await HeldAsync(token, "list")).EnumerateArray().SelectMany(group =>
            group.GetProperty("objects").EnumerateArray()), held => held.GetProperty("id").GetString() == id);
        Assert.Null(await AtPartnerAsync(id));
    }

    [Fact]
    public async Task A_releaser_may_nothing_else_and_nothing_at_all_once_revoked()
    {
        var token = await ReleaserAsync("jiro");
        using var client = new HttpClient { BaseAddress = new Uri(coalition.Japan.LocalAddress) };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(token)).Trim());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/held"));
        foreach (var path in new[] { "/api/status", "/api/account", "/api/agreements", "/api/explain", "/api/feeds" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(path));
        }

        await coalition.Japan.NodeAsync("releaser", "revoke", "jiro");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/held"));
        Assert.Contains("jiro", await coalition.Japan.NodeAsync("releaser", "list"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => coalition.Japan.NodeAsync("releaser", "add", "jiro"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => coalition.Japan.NodeAsync("releaser", "add", "operator"));

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("approval:before-commit", false)]
    [InlineData("approval:after-commit", true)]
    public async Task An_approval_is_whole_or_not_there_whenever_the_node_dies(string point, bool isKept)
    {
        var name = point.Replace(":", "-", StringComparison.Ordinal);
        var id = await PublishAsync(name);
        var token = await ReleaserAsync(name);
        await coalition.Japan.KillAsync();
        await coalition.Japan.ServeAsync(point);
        await coalition.Japan.CliAsync(
            "held", "approve", id, "--to", "vn-cyc", "--version", Objects.Modified, "--token-file", token);
        await coalition.Japan.KillAsync();
        await coalition.Japan.ServeAsync();
        for (var attempt = 0; isKept && attempt < 100 && await AtPartnerAsync(id) is null; attempt++) await Task.Delay(100);
        Assert.Equal(isKept ? Objects.Vulnerability(name) : null, await AtPartnerAsync(id));
    }

    private async Task<string> PublishAsync(string name, bool later = false)
    {
        var text = Objects.Vulnerability(name);
        if (later) text = text.Replace($"\"modified\":\"{Objects.Modified}\"", "\"modified\":\"2026-06-01T00:00:00.000Z\"", StringComparison.Ordinal);
        var file = Path.Combine(coalition.Folder, $"{name}.json");
        await File.WriteAllTextAsync(file, text);
        await coalition.Japan.JsonAsync("publish", file);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    private async Task<string> ReleaserAsync(string name)
    {
        var file = Path.Combine(coalition.Folder, $"{name}.token");
        await coalition.Japan.NodeAsync("releaser", "add", name, "--out", file);
        return file;
    }

    private Task<JsonElement> HeldAsync(string token, params string[] arguments) =>
        coalition.Japan.JsonAsync(["held", .. arguments, "--token-file", token]);

    private async Task RefusedAsync(string token, string code, params string[] arguments)
    {
        var file = token == "operator.token" ? Path.Combine(coalition.Japan.Data, token) : token;
        var (exit, _, errors) = await coalition.Japan.CliAsync(["held", .. arguments, "--token-file", file]);
        Assert.Equal(1, exit);
        Assert.Contains(code, errors, StringComparison.Ordinal);
    }

    /// <summary>The object as the partner gets it; null when it gets none.</summary>
    private async Task<string?> AtPartnerAsync(string id)
    {
        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        var objects = await Partner.ObjectsAsync(client, await Partner.CollectionIdAsync(client), 1000);
        return objects.SingleOrDefault(text => text.Contains(id, StringComparison.Ordinal));
    }
}
