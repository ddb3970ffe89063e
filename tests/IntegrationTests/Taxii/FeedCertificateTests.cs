using System.Text.Json;
using Entente.IntegrationTests.Identity;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Feeds from a server of another make that lets in by client certificate, over mutual TLS.</summary>
public sealed class FeedCertificateTests(LoneNode lone) : IClassFixture<LoneNode>
{
    private TestNode Node => lone.Node;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_demands_our_certificate_is_read(bool isBehindAnother)
    {
        using var root = TestCertificates.Authority("Root");
        using var between = TestCertificates.Authority("Between", root);
        using var ours = TestCertificates.Issue(isBehindAnother ? between : root, "lone.example");
        await using var server = await FeedServer.StartAsync(root);
        server.Fill($"certified-{isBehindAnother}", 7);
        server.PageMax = 3;
        var name = $"certified-{isBehindAnother}".ToLowerInvariant();
        var (certificate, key) = TestCertificates.WritePair(
            lone.Folder, $"{name}.pem", ours, isBehindAnother ? [between] : []);
        await AddAsync(name, server, "--certificate", certificate, "--key", key);

        // The command that needs no node shows it as well.
        var (code, read, errors) = await Node.CliAsync(
            "taxii", "get", server.Url, "--all", "--jsonl", "--tls-pin", server.Pin,
            "--certificate", certificate, "--key", key);
        Assert.True(code == 0, errors);
        Assert.Equal(7, read.Trim().Split('\n').Length);

        // What the node keeps is enough: the files may go.
        File.Delete(certificate);
        File.Delete(key);
        var feed = await RunAsync(name, 0);
        Assert.Equal("ok", feed.GetProperty("state").GetString());
        Assert.Equal("certificate", feed.GetProperty("credential").GetString());
        Assert.Equal(7, feed.GetProperty("stored").GetInt64());
        foreach (var arguments in new[] { new[] { "list", "--json" }, ["show", name], ["show", name, "--json"] })
        {
            var shown = await Node.NodeAsync(["feed", .. arguments]);
            Assert.DoesNotContain("PRIVATE KEY", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_certificate_or_with_another_the_feed_fails_and_says_so()
    {
        using var root = TestCertificates.Authority("Root");
        using var stranger = TestCertificates.SelfSigned("lone.example");
        await using var server = await FeedServer.StartAsync(root);
        server.Fill("uncertified", 1);
        await AddAsync("bare", server);
        var (certificate, key) = TestCertificates.WritePair(lone.Folder, "stranger.pem", stranger);
        await AddAsync("stranger", server, "--certificate", certificate, "--key", key);
        foreach (var name in new[] { "bare", "stranger" })
        {
            var feed = await RunAsync(name, 1);
            Assert.Equal("failing", feed.GetProperty("state").GetString());
            Assert.Equal(0, feed.GetProperty("stored").GetInt64());
            Assert.Contains("client certificate", feed.GetProperty("error").GetString(), StringComparison.Ordinal);
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_certificate_that_is_no_pair_with_its_key_is_refused_when_it_is_added()
    {
        using var ours = TestCertificates.SelfSigned("lone.example");
        using var other = TestCertificates.SelfSigned("lone.example");
        var (certificate, key) = TestCertificates.WritePair(lone.Folder, "ours.pem", ours);
        var (_, otherKey) = TestCertificates.WritePair(lone.Folder, "other.pem", other);
        const string Url = "https://ti.example/api/collections/1/";
        string[] add = ["feed", "add", "no-pair", Url, "--party", "us-cert"];
        await lone.RefusesAsync("cannot be read", [.. add, "--certificate", certificate, "--key", otherKey]);
        await lone.RefusesAsync("cannot be read", [.. add, "--certificate", key, "--key", key]);
        await lone.RefusesAsync("go together", [.. add, "--certificate", certificate]);
        await lone.RefusesAsync("go together", [.. add, "--key", key]);
    }

    private Task<string> AddAsync(string name, FeedServer server, params string[] more) => Node.NodeAsync(
    [
        "feed", "add", name, server.Url, "--party", "us-cert", "--marking", "TLP:AMBER", "--tls-pin", server.Pin,
        "--allow-private", "--interval", "3600", .. more,
    ]);

    private async Task<JsonElement> RunAsync(string name, int expected)
    {
        var (code, output, errors) = await Node.CrashAsync("", "feed", "run", name, "--json");
        Assert.True(code == expected, $"{code}: {output}{errors}");
        return JsonDocument.Parse(output).RootElement;
    }
}
