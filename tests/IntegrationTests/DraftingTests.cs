using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>Drafts checked, compared and tried by the command, with no node asked.</summary>
public sealed class DraftingTests(Coalition coalition) : IClassFixture<Coalition>
{
    private string Draft => Path.Combine(coalition.Folder, "jp-vn-cyber-arrangement.agreement.json");

    private string Parent => Path.Combine(coalition.Folder, "jp-vn-cyber-memorandum.agreement.jws");

    [Fact]
    public async Task A_check_tells_faults_warnings_and_missing_signatures_apart()
    {
        var (code, output, errors) = await EntenteCommand.RunAsync("", "agreement", "check", Draft, "--parent", Parent, "--json");
        Assert.True(code == 0, errors);
        var good = JsonDocument.Parse(output).RootElement;
        Assert.Empty(good.GetProperty("faults").EnumerateArray());
        Assert.Equal(2, good.GetProperty("signatures").EnumerateArray().Count(party => party.GetProperty("fault").ValueKind == JsonValueKind.String));
        (code, output, _) = await EntenteCommand.RunAsync("", "agreement", "check", Draft.Replace(".json", ".jws", StringComparison.Ordinal), "--json");
        Assert.Equal(0, code);
        var signed = JsonDocument.Parse(output).RootElement;
        Assert.All(signed.GetProperty("signatures").EnumerateArray(), party => Assert.Equal(JsonValueKind.Null, party.GetProperty("fault").ValueKind));
        Assert.Contains("parent-unchecked", signed.GetProperty("warnings").ToString(), StringComparison.Ordinal);

        var broken = await ChangedAsync("broken", document =>
        {
            document["clauses"]![4]!["parameters"]!["types"] = "all";
            document["clauses"]![7]!["parameters"]!["recipients"] = 1;
        });
        (code, _, errors) = await EntenteCommand.RunAsync("", "agreement", "check", broken);
        Assert.Equal(1, code);
        Assert.Contains("/clauses/4/parameters/types", errors, StringComparison.Ordinal);
        Assert.Contains("/clauses/7/parameters/recipients", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_says_what_newly_leaves_by_which_article()
    {
        var wider = await ChangedAsync("wider", document =>
        {
            document["version"] = 2;
            document["clauses"]![4]!["parameters"]!["types"]!.AsArray().Add("threat-actor");
        });
        var (code, output, errors) = await EntenteCommand.RunAsync("", "agreement", "diff", Draft, wider, "--parent", Parent);
        Assert.True(code == 0, errors);
        Assert.Contains("+ /parameters/types \"threat-actor\"", output, StringComparison.Ordinal);
        (code, output, _) = await EntenteCommand.RunAsync("", "agreement", "diff", Draft, Draft, "--parent", Parent);
        Assert.Equal(0, code);
        Assert.Contains("nothing is released otherwise", output, StringComparison.Ordinal);
        (code, _, errors) = await EntenteCommand.RunAsync("", "agreement", "diff", Draft, Parent, "--parent", Parent);
        Assert.Equal(1, code);
        Assert.Contains("agreement-other", errors, StringComparison.Ordinal);
        (code, _, errors) = await EntenteCommand.RunAsync("", "agreement", "diff", Draft, wider);
        Assert.Equal(1, code);
        Assert.Contains("parent-missing", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_decides_as_the_node_does_and_tells_what_came_out_otherwise()
    {
        var objects = Path.Combine(coalition.Folder, "trial.json");
        string[] given =
        [
            Objects.Indicator("trial-green", 1, Objects.Green),
            Objects.Indicator("trial-none", 1, null),
            Objects.Indicator("trial-x", 1, Objects.Green).TrimEnd().TrimEnd('}') + ",\"x_secret\":\"canary\"}",
            Objects.Vulnerability("trial"),
        ];
        await File.WriteAllTextAsync(objects, Objects.Bundle(string.Join(',', given)));
        var (code, output, errors) = await EntenteCommand.RunAsync(
            "", "agreement", "test", Draft, "--parent", Parent, "--objects", objects, "--to", "vn-cyc", "--json");
        Assert.True(code == 0, errors);
        var tried = JsonDocument.Parse(output).RootElement.GetProperty("objects").EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!, item => item.GetProperty("outcome").GetString()!);
        Assert.Equal(["permit", "deny", "transform", "hold"], given.Select(item => tried[IdOf(item)]));
        await coalition.Japan.JsonAsync("publish", objects);
        foreach (var item in given)
        {
            var explained = (await coalition.Japan.JsonAsync("explain", IdOf(item), "--to", "vn-cyc"))[0];
            Assert.Equal(explained.GetProperty("outcome").GetString(), tried[IdOf(item)]);
        }

        var expected = Path.Combine(coalition.Folder, "expected.json");
        await File.WriteAllTextAsync(expected, JsonSerializer.Serialize(tried));
        string[] command = ["agreement", "test", Draft, "--parent", Parent, "--objects", objects, "--to", "vn-cyc", "--expect", expected];
        Assert.Equal(0, (await EntenteCommand.RunAsync("", command)).Code);
        tried[IdOf(given[0])] = "deny";
        await File.WriteAllTextAsync(expected, JsonSerializer.Serialize(tried));
        (code, _, errors) = await EntenteCommand.RunAsync("", command);
        Assert.Equal(1, code);
        Assert.Contains($"not-as-expected: {IdOf(given[0])}", errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
        (code, _, errors) = await EntenteCommand.RunAsync("", "agreement", "test", Draft, "--parent", Parent, "--objects", objects, "--to", "nobody");
        Assert.Contains("party-unknown", errors, StringComparison.Ordinal);
    }

    private static string IdOf(string item) => JsonDocument.Parse(item).RootElement.GetProperty("id").GetString()!;

    private async Task<string> ChangedAsync(string name, Action<JsonNode> change)
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Draft))!;
        change(document);
        var file = Path.Combine(coalition.Folder, $"{name}.agreement.json");
        await File.WriteAllTextAsync(file, document.ToJsonString());
        return file;
    }
}
