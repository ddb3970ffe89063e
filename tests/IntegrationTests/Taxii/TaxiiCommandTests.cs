using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary>
/// <c>entente taxii</c> as an analyst of Viet Nam runs it against Japan's node, with a password that Japan issued.
/// </summary>
public sealed class TaxiiCommandTests(Coalition coalition) : IClassFixture<Coalition>
{
    private static int _issued;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_released_is_found_read_and_followed()
    {
        var ours = await CredentialAsync();
        await coalition.PublishAsync("taxii-one");
        using var discovery = await JsonAsync(["discover", coalition.Japan.PartnerAddress, .. ours]);
        var root = discovery.RootElement.GetProperty("api_roots").EnumerateArray()
            .Select(item => item.GetProperty("url").GetString()!).Single(url => url.EndsWith("/live/", StringComparison.Ordinal));
        var channel = await CollectionAsync(root, "can_read", ours);

        Assert.Contains("taxii-one", await OkAsync(["get", channel, "--all", .. ours]), StringComparison.Ordinal);
        var records = (await OkAsync(["get", channel, "--all", "--manifest", "--jsonl", .. ours])).TrimEnd().Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!).ToList();
        var id = Assert.Single(records, one => one.StartsWith("indicator--", StringComparison.Ordinal));
        Assert.Contains(id, await OkAsync(["get", channel, "--all", "--manifest", .. ours]), StringComparison.Ordinal);
        using var versions = await JsonAsync(["get", channel, "--versions", id, .. ours]);
        Assert.Single(versions.RootElement.GetProperty("versions").EnumerateArray());
        Assert.Single(Lines(await OkAsync(["get", channel, "--id", id, "--jsonl", .. ours])));
        Assert.Empty(Lines(await OkAsync(["get", channel, "--type", "tool", "--jsonl", .. ours])));

        string[] follow = ["get", channel, "--jsonl", "--limit", "1", "--since-file", Path.Combine(coalition.Folder, "since"), .. ours];
        Assert.Contains(Lines(await OkAsync(follow)), line => line.Contains(id, StringComparison.Ordinal));
        Assert.Empty(Lines(await OkAsync(follow)));
        await coalition.PublishAsync("taxii-two");
        Assert.Contains("taxii-two", Assert.Single(Lines(await OkAsync(follow))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_added_to_the_inbox_has_a_status_that_says_what_was_refused()
    {
        var ours = await CredentialAsync();
        var inbox = await CollectionAsync(coalition.Japan.PartnerAddress, "can_write", ours);
        var good = Objects.Indicator("taxii-good", 1, Objects.Green);
        var bad = Objects.Indicator("taxii-bad", 2, Objects.Green).Replace("2026-05-01T00:00:00Z", "in May", StringComparison.Ordinal);
        var file = Path.Combine(coalition.Folder, "to-add.json");
        await File.WriteAllTextAsync(file, good, Cancellation);
        Assert.Contains("complete", await OkAsync(["add", inbox, file, "--wait", .. ours]), StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, Objects.Bundle($"{good},{bad}"), Cancellation);
        var (code, output, errors) = await RunAsync(["add", inbox, file, "--wait", "--json", .. ours]);
        Assert.True(code == 1, errors);
        using var report = JsonDocument.Parse(output);
        Assert.Equal(1, report.RootElement.GetProperty("failure").GetInt32());
        var status = report.RootElement.GetProperty("statuses")[0].GetProperty("url").GetString()!;
        (code, _, errors) = await RunAsync(["status", status, .. ours]);
        Assert.Equal(1, code);
        Assert.Contains("error object-refused", errors, StringComparison.Ordinal);

        (code, _, errors) = await RunAsync(["get", inbox, .. ours]);
        Assert.Equal(1, code);
        Assert.Contains("403", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_serves_as_well_and_a_wrong_password_does_not()
    {
        var token = Path.Combine(coalition.VietNam.Data, "secret");
        string[] ours = ["--token-file", token, "--tls-pin", Pin()];
        await OkAsync(["collections", coalition.Japan.PartnerAddress, .. ours]);
        var (code, _, errors) = await RunAsync(
            ["collections", coalition.Japan.PartnerAddress, "--user", "vn-cyc", "--password-file", token, "--tls-pin", Pin()]);
        Assert.Equal(1, code);
        Assert.Contains("401", errors, StringComparison.Ordinal);
    }

    private async Task<string[]> CredentialAsync()
    {
        var file = Path.Combine(coalition.Folder, $"password-{Interlocked.Increment(ref _issued)}");
        var output = await coalition.Japan.NodeAsync("partner", "issue", "vn-cyc", "--basic", "--out", file);
        var user = output.Split('\n').Single(line => line.StartsWith("user ", StringComparison.Ordinal))["user ".Length..].Trim();
        return ["--user", user, "--password-file", file, "--tls-pin", Pin()];
    }

    private string Pin()
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(coalition.Japan.Data, "keys", "tls.pem"));
        return Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    private static async Task<string> CollectionAsync(string address, string right, string[] ours)
    {
        using var collections = await JsonAsync(["collections", address, .. ours]);
        return collections.RootElement.GetProperty("collections").EnumerateArray()
            .First(item => item.GetProperty("resource").GetProperty(right).GetBoolean()).GetProperty("url").GetString()!;
    }

    private static async Task<JsonDocument> JsonAsync(string[] arguments) =>
        JsonDocument.Parse(await OkAsync([.. arguments, "--json"]));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> OkAsync(string[] arguments)
    {
        var (code, output, errors) = await RunAsync(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {errors}");
        return output;
    }

    private static Task<(int Code, string Output, string Errors)> RunAsync(string[] arguments) =>
        EntenteCommand.RunAsync("", ["taxii", .. arguments]);
}
