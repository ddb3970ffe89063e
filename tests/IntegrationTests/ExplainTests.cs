using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary><c>entente explain</c>: everything for the operator, and nothing for whoever asked.</summary>
public sealed class ExplainTests(Coalition coalition) : IClassFixture<Coalition>
{
    private const string Red = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";

    [Fact]
    public async Task Every_denial_is_told_with_its_article_and_what_would_change_it()
    {
        var id = await PublishAsync(Objects.Indicator("red", 1, Red));
        var answer = await ExplainAsync(id);
        Assert.Equal("deny", Text(answer, "outcome"));
        Assert.Equal(["above-ceiling", "no-named-recipients"], Codes(answer.GetProperty("reasons")));
        Assert.All(answer.GetProperty("reasons").EnumerateArray(), reason =>
        {
            Assert.Contains("Article", Text(reason, "clause"), StringComparison.Ordinal);
            Assert.Contains("own node prevented", Text(reason, "strength"), StringComparison.Ordinal);
        });
        var way = Assert.Single(answer.GetProperty("whatIf").EnumerateArray());
        Assert.Equal("permit", Text(way, "outcome"));
        var change = Assert.Single(way.GetProperty("changes").EnumerateArray());
        Assert.Equal("it is marked TLP:AMBER+STRICT and not TLP:RED", Text(change, "detail"));
        var (_, output, _) = await coalition.Japan.CliAsync("explain", id, "--to", "vn-cyc");
        Assert.Contains("if it is marked TLP:AMBER+STRICT and not TLP:RED (submitter): permit", output, StringComparison.Ordinal);

        // Done as it says, it leaves.
        await PublishAsync(Objects.Indicator("red", 1, "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003")
            .Replace($"\"modified\":\"{Objects.Modified}\"", "\"modified\":\"2026-06-01T00:00:00.000Z\"", StringComparison.Ordinal));
        Assert.Equal("permit", Text(await ExplainAsync(id), "outcome"));
    }

    [Fact]
    public async Task What_a_derivative_has_otherwise_is_listed_and_what_is_owed_for_it()
    {
        var id = await PublishAsync(WithSecret("derived"));
        var answer = await ExplainAsync(id);
        Assert.Equal("transform", Text(answer, "outcome"));
        var redactions = answer.GetProperty("redactions").EnumerateArray()
            .ToDictionary(item => Text(item, "property"), item => Text(item, "change"));
        Assert.Equal("removed", redactions["x_secret"]);
        Assert.Equal("changed", redactions["id"]);
        Assert.False(redactions.ContainsKey("pattern"));
        Assert.Empty(answer.GetProperty("whatIf").EnumerateArray());
        Assert.Contains("handling:TLP:GREEN", answer.GetProperty("obligations").ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(answer.GetProperty("clauses").EnumerateArray());
    }

    [Fact]
    public async Task A_reference_that_holds_something_back_is_named()
    {
        var hidden = await PublishAsync(Objects.Indicator("hidden", 1, Red));
        var id = "relationship--1b7c5a5e-0d6b-4a0f-8f0e-2f0a3f6f7d11";
        var open = await PublishAsync(Objects.Indicator("open", 1, Objects.Green));
        await PublishAsync($$"""
            {"type":"relationship","spec_version":"2.1","id":"{{id}}","created":"{{Objects.Modified}}","modified":"{{Objects.Modified}}","relationship_type":"related-to","source_ref":"{{open}}","target_ref":"{{hidden}}","object_marking_refs":["{{Objects.Green}}"]}
            """);
        var answer = await ExplainAsync(id);
        Assert.Equal("deny", Text(answer, "outcome"));
        Assert.Equal([hidden], answer.GetProperty("waitsFor").EnumerateArray().Select(item => item.GetString()));
    }

    [Fact]
    public async Task The_bare_answer_is_what_the_party_can_see_for_itself()
    {
        var open = await PublishAsync(Objects.Indicator("bare", 1, Objects.Green));
        var withheld = await PublishAsync(Objects.Indicator("bare-red", 1, Red));
        var held = await PublishAsync(Objects.Vulnerability("bare"));
        var source = await PublishAsync(WithSecret("bare-derived"));
        var derivative = Text(await ExplainAsync(source), "released");
        const string Unknown = "indicator--00000000-0000-4000-8000-00000000ffff";
        Assert.True(await BareAsync(open));
        Assert.True(await BareAsync(derivative));
        foreach (var id in new[] { withheld, held, source, Unknown }) Assert.False(await BareAsync(id));
        Assert.Equal(await OutputAsync(Unknown), await OutputAsync(withheld));
        Assert.Equal(await OutputAsync(Unknown), await OutputAsync(source));
        Assert.False(await BareAsync(open, "nobody"));

        await coalition.Japan.JsonAsync("agreement", "suspend", "jp-vn-cyber-arrangement", "--reason", "a test");
        Assert.False(await BareAsync(open));
        Assert.Equal("suspended", Codes((await ExplainAsync(open)).GetProperty("reasons"))[0]);
        Assert.Contains("resume", (await ExplainAsync(open)).GetProperty("whatIf").ToString(), StringComparison.Ordinal);
        await coalition.Japan.JsonAsync("agreement", "resume", "jp-vn-cyber-arrangement", "--reason", "a test");
        Assert.True(await BareAsync(open));
    }

    private static string WithSecret(string name) =>
        Objects.Indicator(name, 1, Objects.Green).TrimEnd().TrimEnd('}') + ",\"x_secret\":\"canary\"}";

    private static List<string> Codes(JsonElement reasons) => [.. reasons.EnumerateArray().Select(reason => Text(reason, "code"))];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private async Task<string> PublishAsync(string item)
    {
        var id = Text(JsonDocument.Parse(item).RootElement, "id");
        var file = Path.Combine(coalition.Folder, $"{id}.json");
        await File.WriteAllTextAsync(file, item);
        await coalition.Japan.JsonAsync("publish", file);
        return id;
    }

    private async Task<JsonElement> ExplainAsync(string id) =>
        Assert.Single((await coalition.Japan.JsonAsync("explain", id, "--to", "vn-cyc")).EnumerateArray());

    private async Task<bool> BareAsync(string id, string to = "vn-cyc") =>
        (await coalition.Japan.JsonAsync("explain", id, "--to", to, "--bare")).GetProperty("available").GetBoolean();

    /// <summary>Everything that the command says of an object, but for its name.</summary>
    private async Task<string> OutputAsync(string id)
    {
        var (code, output, errors) = await coalition.Japan.CliAsync("explain", id, "--to", "vn-cyc", "--bare", "--json");
        return $"{code}|{output}|{errors}".Replace(id, "ID", StringComparison.Ordinal);
    }
}
