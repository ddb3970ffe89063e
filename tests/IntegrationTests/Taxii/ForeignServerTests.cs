using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests.Taxii;

/// <summary><c>entente taxii</c> with a server that is not ours.</summary>
public sealed class ForeignServerTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("entente-taxii-").FullName;
    private ForeignServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ForeignServer.StartAsync();
        await File.WriteAllTextAsync(PathOf("password"), ForeignServer.Password + "\n", Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_host_is_enough_to_find_everything_and_its_texts_are_made_plain()
    {
        var (code, output, errors) = await AskAsync("discover", _server.Address.Authority);
        Assert.True(code == 0, errors);
        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('\u202e', output);
        Assert.Contains("\\u001b[31mred\\u202e", output, StringComparison.Ordinal);
        Assert.Contains($"{_server.Address}api/", output, StringComparison.Ordinal);
        Assert.Contains("elsewhere.example", output, StringComparison.Ordinal);

        using var discovery = JsonDocument.Parse(await OkAsync("discover", _server.Address.AbsoluteUri, "--json"));
        var roots = discovery.RootElement.GetProperty("api_roots");
        Assert.Equal("root", roots[0].GetProperty("resource").GetProperty("title").GetString());
        Assert.Equal("foreign-origin", roots[1].GetProperty("fault").GetString());

        foreach (var address in new[] { _server.Address.Authority, $"{_server.Address}api/", $"{_server.Address}api/collections/" })
        {
            using var collections = JsonDocument.Parse(await OkAsync("collections", address, "--json"));
            Assert.Equal(_server.CollectionAddress, Assert.Single(
                collections.RootElement.GetProperty("collections").EnumerateArray()).GetProperty("url").GetString());
        }

        Assert.Contains(_server.CollectionAddress, await OkAsync("collections", _server.Address.Authority), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_is_known_by_its_pin_or_its_authority_and_never_otherwise()
    {
        var address = _server.Address.AbsoluteUri;
        string[] user = ["--user", ForeignServer.User, "--password-file", PathOf("password")];
        var (code, _, errors) = await RunAsync(["discover", address, .. user]);
        Assert.Equal(2, code);
        Assert.Contains("error tls-failed", errors, StringComparison.Ordinal);
        Assert.Contains(_server.Pin, errors, StringComparison.Ordinal);
        Assert.Empty(_server.Asked);
        await File.WriteAllTextAsync(PathOf("ca.pem"), _server.CertificatePem, Cancellation);
        (code, _, errors) = await RunAsync(["discover", address, .. user, "--ca", PathOf("ca.pem")]);
        Assert.True(code == 0, errors);
        (code, _, _) = await RunAsync(["discover", address, .. user, "--tls-pin", new string('0', 64)]);
        Assert.Equal(2, code);
    }

    [Fact]
    public async Task A_certificate_opens_what_no_credential_opens()
    {
        var address = _server.Address.AbsoluteUri;
        var (code, _, errors) = await RunAsync(["discover", address, "--tls-pin", _server.Pin]);
        Assert.Equal(1, code);
        Assert.Contains("http-status", errors, StringComparison.Ordinal);
        Assert.Contains("who are you?\\u001b[2J", errors, StringComparison.Ordinal);
        using var client = ForeignServer.MakeCertificate("client");
        await File.WriteAllTextAsync(PathOf("client.pem"), client.ExportCertificatePem(), Cancellation);
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(client)!;
        await File.WriteAllTextAsync(PathOf("client.key"), key.ExportPkcs8PrivateKeyPem(), Cancellation);
        (code, _, errors) = await RunAsync(
            ["discover", address, "--tls-pin", _server.Pin, "--certificate", PathOf("client.pem"), "--key", PathOf("client.key")]);
        Assert.True(code == 0, errors);
    }

    [Fact]
    public async Task A_password_from_the_environment_serves_and_none_is_told()
    {
        string[] arguments = ["taxii", "discover", _server.Address.AbsoluteUri, "--user", ForeignServer.User, "--tls-pin", _server.Pin];
        var start = new ProcessStartInfo(Repository.Command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ENTENTE_TAXII_PASSWORD"] = ForeignServer.Password;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
        var (code, _, errors) = await EntenteCommand.RunAsync("", arguments);
        Assert.Equal(2, code);
        Assert.Contains("error credential", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_pages_come_as_one_bundle_or_as_lines()
    {
        Hold(5);
        _server.Held[1] = ("{\n  \"type\":\"x-two\", \"n\": 1.0\r\n}", 1);
        var (code, output, errors) = await AskAsync("get", _server.CollectionAddress);
        Assert.True(code == 0, errors);
        Assert.Contains("--all", errors, StringComparison.Ordinal);
        Assert.Equal(2, Bundle(output).Count);
        Assert.Equal(5, Bundle(await OkAsync("get", _server.CollectionAddress, "--all")).Count);
        var lines = (await OkAsync("get", _server.CollectionAddress, "--all", "--jsonl")).TrimEnd().Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Equal("{   \"type\":\"x-two\", \"n\": 1.0  }", lines[1]);

        _server.Held.Clear();
        Assert.Empty(Bundle(await OkAsync("get", _server.CollectionAddress, "--all")));
    }

    [Fact]
    public async Task A_job_follows_increments_and_a_run_that_fails_changes_nothing()
    {
        string[] job = ["get", _server.CollectionAddress, "--since-file", PathOf("since"), "--out", PathOf("new.json")];
        async Task<int> NewAsync()
        {
            var (code, _, errors) = await AskAsync(job);
            Assert.True(code == 0, errors);
            return Bundle(await File.ReadAllTextAsync(PathOf("new.json"), Cancellation)).Count;
        }

        Hold(3);
        Assert.Equal(3, await NewAsync());
        Assert.Equal(0, await NewAsync());
        Hold(7);
        var before = await File.ReadAllTextAsync(PathOf("since"), Cancellation);
        File.Delete(PathOf("new.json"));
        _server.BreaksOff = true;
        var (failed, _, failure) = await AskAsync(job);
        Assert.Equal(2, failed);
        Assert.Contains("envelope-truncated", failure, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("new.json")));
        Assert.Equal(before, await File.ReadAllTextAsync(PathOf("since"), Cancellation));
        _server.BreaksOff = false;
        Assert.Equal(4, await NewAsync());
        Assert.Equal(0, await NewAsync());

        (failed, _, failure) = await AskAsync([.. job, "--type", "tool"]);
        Assert.Equal(2, failed);
        Assert.Contains("since-file-other", failure, StringComparison.Ordinal);
        await File.WriteAllTextAsync(PathOf("since"), "yesterday", Cancellation);
        (failed, _, failure) = await AskAsync(job);
        Assert.Equal(2, failed);
        Assert.Contains("error since-file", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_is_cut_into_envelopes_below_what_the_server_takes()
    {
        _server.ContentLengthMax = 2_000;
        var objects = Enumerable.Range(1, 20).Select(i => Objects.Indicator("cut", i, null).Trim()).ToList();
        objects.Insert(7, Objects.Indicator("cut", 21, null).Trim().Replace("pattern\":\"[", "pattern\":\"[" + new string(' ', 3_000), StringComparison.Ordinal));
        await File.WriteAllTextAsync(PathOf("in.json"), Objects.Bundle(string.Join(",\n", objects)), Cancellation);
        var (code, output, errors) = await AskAsync("add", _server.CollectionAddress, PathOf("in.json"), "--json");
        Assert.Equal(1, code);
        using var report = JsonDocument.Parse(output);
        Assert.Equal((21, 20, 0), (Count(report, "total"), Count(report, "success"), Count(report, "failure")));
        Assert.Equal("object-too-large", Assert.Single(
            report.RootElement.GetProperty("unsent").EnumerateArray()).GetProperty("code").GetString());
        Assert.True(_server.Posted.Count > 2, errors);
        Assert.Equal(
            objects.Where(one => one.Length < 2_000), _server.Posted.SelectMany(body =>
                JsonDocument.Parse(body).RootElement.GetProperty("objects").EnumerateArray().Select(item => item.GetRawText())));
    }

    [Fact]
    public async Task A_status_is_followed_to_its_end_and_refusals_are_told()
    {
        _server.PendingAnswers = 2;
        var tool = Objects.Indicator("tool", 1, null).Replace("indicator--", "tool--", StringComparison.Ordinal);
        await File.WriteAllTextAsync(PathOf("in.json"), Objects.Indicator("good", 1, null) + "\n" + tool, Cancellation);

        var (code, output, errors) = await AskAsync("add", _server.CollectionAddress, PathOf("in.json"), "--json");
        Assert.True(code == 0, errors);
        using var pending = JsonDocument.Parse(output);
        Assert.Equal((2, 2), (Count(pending, "total"), Count(pending, "pending")));
        var status = pending.RootElement.GetProperty("statuses")[0].GetProperty("url").GetString()!;
        Assert.Contains("pending", await OkAsync("status", status), StringComparison.Ordinal);

        (code, output, errors) = await AskAsync("status", status, "--wait");
        Assert.Equal(1, code);
        Assert.Contains("object-refused", errors, StringComparison.Ordinal);
        Assert.Contains("no tools\\u001b[0m here", errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output + errors);

        (code, output, _) = await AskAsync("add", _server.CollectionAddress, PathOf("in.json"), "--wait", "--json");
        Assert.Equal(1, code);
        using var complete = JsonDocument.Parse(output);
        Assert.Equal((1, 1, 0), (Count(complete, "success"), Count(complete, "failure"), Count(complete, "pending")));
    }

    [Fact]
    public async Task Waiting_has_an_end()
    {
        _server.PendingAnswers = int.MaxValue;
        var (code, _, errors) = await EntenteCommand.RunAsync(
            Objects.Indicator("good", 1, null),
            ["taxii", "add", _server.CollectionAddress, "-", "--wait", "--timeout", "1", .. Credential]);
        Assert.Equal(2, code);
        Assert.Contains("still-pending", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_or_not_asked_rightly_is_told_with_a_hint()
    {
        (string[] Arguments, int Code, string Error)[] cases =
        [
            (["status", $"{_server.Address}api/status/2d086da7-4bdc-4f91-900e-d77486753710/"], 1, "http-status"),
            (["get", $"{_server.Address}api/collections/none/"], 1, "http-status"),
            (["get", $"{_server.Address}api/"], 2, "address"),
            (["get", _server.CollectionAddress, "--limit", "0"], 2, "query-limit"),
            (["get", _server.CollectionAddress, "--added-after", "yesterday"], 2, "query-added-after"),
            (["get", _server.CollectionAddress, "--manifest", "--versions", "x"], 2, "options"),
            (["add", _server.CollectionAddress, PathOf("nothing.json")], 2, "file-missing"),
            (["discover", "http://example.org/"], 2, "address"),
            (["discover", $"https://u:p@{_server.Address.Authority}/"], 2, "address"),
            (["discover", $"{_server.Address}elsewhere/"], 1, "http-status"),
        ];
        foreach (var (arguments, expected, error) in cases)
        {
            var (code, _, errors) = await AskAsync(arguments);
            Assert.True(code == expected && errors.Contains($"error {error}", StringComparison.Ordinal), string.Join(' ', arguments) + errors);
            Assert.Contains("hint: ", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_example_of_the_documentation_runs()
    {
        Hold(3);
        await File.WriteAllTextAsync(PathOf("objects.json"), Objects.Indicator("example", 1, null), Cancellation);
        await OkAsync("add", _server.CollectionAddress, PathOf("objects.json"));
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs/taxii-client.md"), Cancellation);
        var examples = text.Split('\n').Where(line => line.StartsWith("entente taxii ", StringComparison.Ordinal)).ToList();
        Assert.Equal(11, examples.Count);
        foreach (var example in examples)
        {
            var command = example.Split([" | ", " && "], StringSplitOptions.None)[0]
                .Replace("https://example.org/api/collections/ID/", _server.CollectionAddress, StringComparison.Ordinal)
                .Replace("https://example.org/api/status/ID/", $"{_server.Address}api/status/00000000-0000-4000-8000-000000000001/", StringComparison.Ordinal)
                .Replace("COLLECTION", _server.CollectionAddress, StringComparison.Ordinal)
                .Replace("--user analyst --password-file password", "", StringComparison.Ordinal)
                .Replace("example.org", _server.Address.Authority, StringComparison.Ordinal);
            string[] arguments = [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1), .. Credential];
            var start = new ProcessStartInfo(Repository.Command, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = _folder,
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(Cancellation);
            var errors = await process.StandardError.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            Assert.True(process.ExitCode == 0, $"{example}: {errors}");
            Assert.True((await output).Length > 0 || command.Contains("--out", StringComparison.Ordinal), example);
        }
    }

    private string[] Credential =>
        ["--user", ForeignServer.User, "--password-file", PathOf("password"), "--tls-pin", _server.Pin];

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void Hold(int count)
    {
        for (var i = _server.Held.Count; i < count; i++) _server.Held.Add((Objects.Indicator("held", i, null).Trim(), i));
    }

    private Task<(int Code, string Output, string Errors)> AskAsync(params string[] arguments) =>
        RunAsync([.. arguments, .. Credential]);

    private async Task<string> OkAsync(params string[] arguments)
    {
        var (code, output, errors) = await AskAsync(arguments);
        Assert.True(code == 0, errors);
        return output;
    }

    private static Task<(int Code, string Output, string Errors)> RunAsync(string[] arguments) =>
        EntenteCommand.RunAsync("", ["taxii", .. arguments]);

    private static List<JsonElement> Bundle(string text)
    {
        using var bundle = JsonDocument.Parse(text);
        Assert.Equal("bundle", bundle.RootElement.GetProperty("type").GetString());
        Assert.StartsWith("bundle--", bundle.RootElement.GetProperty("id").GetString(), StringComparison.Ordinal);
        return bundle.RootElement.TryGetProperty("objects", out var objects)
            ? [.. objects.EnumerateArray().Select(item => item.Clone())]
            : [];
    }

    private static int Count(JsonDocument report, string name) => report.RootElement.GetProperty(name).GetInt32();
}
