using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>What goes wrong is refused with a code and a place, and everything else goes on.</summary>
public sealed class RefusalTests(Coalition coalition) : IClassFixture<Coalition>
{
    [Theory]
    [InlineData("truncated", "json-syntax")]
    [InlineData("wrong-type", "property-type")]
    [InlineData("conflict", "version-conflict")]
    [InlineData("stix20", "spec-version-unsupported")]
    [InlineData("no-pattern", "property-missing")]
    [InlineData("bundle", "object-is-bundle")]
    public async Task A_broken_object_costs_only_itself(string fault, string code)
    {
        var good = Objects.Indicator(fault, 1, Objects.Green);
        var bad = fault switch
        {
            "truncated" => Objects.Indicator(fault, 2, Objects.Green)[..^40],
            "wrong-type" => Objects.Indicator(fault, 2, Objects.Green).Replace("\"created\":\"2026-05-01T00:00:00.000Z\"", "\"created\":7", StringComparison.Ordinal),
            "bundle" => Objects.Bundle(Objects.Indicator(fault, 2, Objects.Green)),
            "stix20" => Objects.Indicator(fault, 2, Objects.Green).Replace("\"spec_version\":\"2.1\",", "", StringComparison.Ordinal),
            "no-pattern" => Objects.Indicator(fault, 2, Objects.Green).Replace("\"pattern\":", "\"x_pattern\":", StringComparison.Ordinal),
            _ => good.Replace("n1.", "n9.", StringComparison.Ordinal),
        };
        var file = Path.Combine(coalition.Folder, $"{fault}.json");
        var end = fault == "truncated" ? "" : "]}";
        await File.WriteAllTextAsync(file, $$"""{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[{{good}},{{bad}}{{end}}""");
        var report = await coalition.Japan.JsonAsync("publish", file);
        Assert.Equal(1, report.GetProperty("stored").GetInt64());
        Assert.Equal(1, report.GetProperty("refused").GetInt64());
        var error = report.GetProperty("errors")[0];
        Assert.Contains(code, error.ToString(), StringComparison.Ordinal);
        Assert.NotEqual("", error.GetProperty("place").GetString());
    }

    [Theory]
    [InlineData(null, "unmarked")]
    [InlineData("marking-definition--11111111-1111-4111-8111-111111111111", "marking-unknown")]
    public async Task What_carries_no_marking_that_is_known_is_withheld(string? marking, string code)
    {
        var name = marking is null ? "unmarked" : "unknown";
        var file = Path.Combine(coalition.Folder, $"{name}.json");
        await File.WriteAllTextAsync(file, Objects.Indicator(name, 1, marking));
        await coalition.Japan.JsonAsync("publish", file);
        var id = JsonNode.Parse(await File.ReadAllTextAsync(file))!["id"]!.GetValue<string>();
        var answer = (await coalition.Japan.JsonAsync("explain", id, "--to", "vn-cyc"))[0];
        Assert.Equal("deny", answer.GetProperty("outcome").GetString());
        Assert.Contains(answer.GetProperty("reasons").EnumerateArray(), reason => reason.GetProperty("code").GetString() == code);
    }

    [Theory]
    [InlineData("one-side", "signature-missing")]
    [InlineData("changed-text", "text-changed")]
    [InlineData("changed-document", "signature-invalid")]
    [InlineData("unknown-clause", "clause-unknown")]
    [InlineData("foreign-parameters", "parameter-unknown")]
    [InlineData("wrong-key", "party-key-other")]
    public async Task An_agreement_that_is_not_whole_does_not_activate(string fault, string code)
    {
        var source = Coalition.Sample("coalition/jp-vn-cyber-memorandum.template.json");
        var template = Path.Combine(coalition.Folder, $"{fault}.template.json");
        var text = (await File.ReadAllTextAsync(source)).Replace("jp-vn-cyber-memorandum", $"jp-vn-{fault}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(template, text);
        TestNode[] parties = [coalition.Japan, coalition.VietNam];
        if (fault == "wrong-key")
        {
            // Somebody else's keys under Viet Nam's name: drawn up by hand, since no node would.
            var impostor = JsonNode.Parse(await File.ReadAllTextAsync(coalition.Singapore.PartyFile))!;
            impostor["id"] = "vn-cyc";
            var file = Path.Combine(coalition.Folder, "impostor.json");
            await File.WriteAllTextAsync(file, impostor.ToJsonString());
            var document = Path.Combine(coalition.Folder, "wrong-key.json");
            await coalition.Japan.CliAsync("agreement", "new", template, "--party", coalition.Japan.PartyFile, "--party", file, "--out", document);
            await Refused(document, code);
            return;
        }

        if (fault is "unknown-clause" or "foreign-parameters")
        {
            var type = fault == "unknown-clause" ? "telepathy" : "retention";
            await File.WriteAllTextAsync(template, text.Replace("\"type\": \"validity\"", $"\"type\": \"{type}\"", StringComparison.Ordinal));
            var (status, _, errors) = await coalition.Japan.CliAsync(
                "agreement", "new", template, "--party", coalition.Japan.PartyFile, "--party", coalition.VietNam.PartyFile, "--out", template + ".json");
            Assert.NotEqual(0, status);
            Assert.Contains(code, errors, StringComparison.Ordinal);
            return;
        }

        var signed = await coalition.SignAsync(template, $"jp-vn-{fault}", null, parties, fault == "one-side" ? [coalition.Japan] : parties);
        if (fault == "changed-document") await ChangeAsync(signed);
        string[] texts = fault == "changed-text" ? ["--text", $"en={template}"] : [];
        await Refused(signed, code, texts);
    }

    [Fact]
    public async Task An_agreement_that_has_expired_releases_nothing_and_says_so_at_both_ends()
    {
        TestNode[] parties = [coalition.Japan, coalition.VietNam];
        string? parent = null;
        foreach (var kind in new[] { "memorandum", "arrangement" })
        {
            var source = await File.ReadAllTextAsync(Coalition.Sample($"coalition/jp-vn-cyber-{kind}.template.json"));
            var template = Path.Combine(coalition.Folder, $"past-{kind}.template.json");
            await File.WriteAllTextAsync(template, source.Replace("jp-vn-cyber", "jp-vn-past", StringComparison.Ordinal)
                .Replace("2031-01-01T00:00:00Z", "2026-06-01T00:00:00Z", StringComparison.Ordinal));
            parent = await coalition.SignAsync(template, $"past-{kind}", parent, parties);
            foreach (var party in parties)
            {
                var text = $"en={Coalition.Sample($"coalition/jp-vn-cyber-{kind}.en.txt")}";
                var (code, _, errors) = await party.CliAsync("agreement", "activate", parent, "--text", text);
                Assert.True(code == 0, errors);
            }
        }

        var name = "after-the-end";
        var file = Path.Combine(coalition.Folder, $"{name}.json");
        await File.WriteAllTextAsync(file, Objects.Indicator(name, 1, Objects.Green));
        await coalition.Japan.JsonAsync("publish", file);
        var id = JsonNode.Parse(await File.ReadAllTextAsync(file))!["id"]!.GetValue<string>();
        var answers = (await coalition.Japan.JsonAsync("explain", id, "--to", "vn-cyc")).EnumerateArray()
            .ToDictionary(answer => answer.GetProperty("agreement").GetString()!);
        var past = answers["urn:entente:agreement:jp-vn-past-arrangement"];
        Assert.Equal("deny", past.GetProperty("outcome").GetString());
        Assert.Contains(
            past.GetProperty("reasons").EnumerateArray(),
            reason => reason.GetProperty("code").GetString() == "no-longer-in-force");
        Assert.Equal("permit", answers["urn:entente:agreement:jp-vn-cyber-arrangement"].GetProperty("outcome").GetString());
        var pulls = (await coalition.VietNam.JsonAsync("pull", "--from", "jp-cdu")).EnumerateArray().ToList();
        Assert.Single(pulls, pull => pull.GetProperty("fault").GetString()?.StartsWith("no-longer-in-force", StringComparison.Ordinal) == true);
        Assert.Single(pulls, pull => pull.GetProperty("fault").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task A_partner_that_is_down_or_goes_back_in_its_log_is_refused_and_the_rest_goes_on()
    {
        var pair = new Coalition();
        await using var _ = new Owner(pair);
        await pair.InitializeAsync();
        await pair.PublishAsync("before");
        Assert.Null(await pair.PullAsync());
        await pair.Japan.KillAsync();
        Assert.Contains("partner-down", await pair.PullAsync(), StringComparison.Ordinal);

        // The discloser is set back to a copy of its folder, as after a careless restore.
        var copy = pair.Japan.Data + ".copy";
        Copy(pair.Japan.Data, copy);
        await pair.Japan.ServeAsync();
        await pair.PublishAsync("after");
        Assert.Null(await pair.PullAsync());
        await pair.Japan.KillAsync();
        Directory.Delete(pair.Japan.Data, recursive: true);
        Directory.Move(copy, pair.Japan.Data);
        await pair.Japan.ServeAsync();
        Assert.Contains("log-rolled-back", await pair.PullAsync(), StringComparison.Ordinal);
        await pair.PublishAsync("other");
        Assert.Contains("channel-frozen", await pair.PullAsync(), StringComparison.Ordinal);

        // Viet Nam's own channel is not touched by that.
        var back = Assert.Single((await pair.Japan.JsonAsync("pull", "--from", "vn-cyc")).EnumerateArray());
        Assert.Equal(JsonValueKind.Null, back.GetProperty("fault").ValueKind);
    }

    private async Task Refused(string file, string code, params string[] options)
    {
        var (status, _, errors) = await coalition.Japan.CliAsync(["agreement", "activate", file, .. options]);
        Assert.Equal(1, status);
        Assert.Contains(code, errors, StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(string signed)
    {
        var jws = JsonNode.Parse(await File.ReadAllTextAsync(signed))!;
        var payload = System.Buffers.Text.Base64Url.DecodeFromChars(jws["payload"]!.GetValue<string>());
        var text = System.Text.Encoding.UTF8.GetString(payload).Replace("2031-01-01", "2041-01-01", StringComparison.Ordinal)
            .Replace("2036-01-01", "2046-01-01", StringComparison.Ordinal).Replace("\"binding\":false", "\"binding\":true", StringComparison.Ordinal);
        jws["payload"] = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
        await File.WriteAllTextAsync(signed, jws.ToJsonString());
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Ends a coalition of one test.</summary>
    private sealed class Owner(Coalition pair) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => pair.DisposeAsync();
    }
}
