using System.Net;
using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>
/// Suspension, notice and termination at Japan's node, by the command, as the partner and the next request see them.
/// </summary>
public sealed class AgreementLifeTests(Coalition coalition) : IClassFixture<Coalition>
{
    private const string Arrangement = "jp-vn-cyber-arrangement";
    private const string NoCollection = "7c1f6b0e-3d52-4a0c-9b6e-5a2f7d3c8e10";
    private const string Framework = "jp-vn-cyber-memorandum";

    [Theory]
    [InlineData(Arrangement, "suspended")]
    [InlineData(Framework, "parent-not-in-force")]
    public async Task The_next_request_after_a_suspension_gets_nothing_also_in_the_middle_of_pages_and_after_a_restart(
        string suspended, string state)
    {
        foreach (var name in new[] { "one", "two", "three" }) await coalition.PublishAsync($"{name}-{state}");
        var collection = await CollectionAsync();
        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        var first = await GetAsync(client, $"live/collections/{collection}/objects/?limit=1");
        var next = JsonDocument.Parse(first.Body).RootElement.GetProperty("next").GetString();

        // What is told of a collection that never was.
        var unknown = await GetAsync(client, $"live/collections/{NoCollection}/objects/?limit=1&next={next}");
        var answer = await StepAsync("suspend", suspended, "--reason", "an incident");
        Assert.Equal("suspended", answer.GetProperty("state").GetString());
        Assert.Equal(state, await StateAsync(Arrangement));
        await AssertGoneAsync(client, collection, next!, unknown);
        await coalition.PublishAsync($"meanwhile-{state}");
        await coalition.Japan.KillAsync();
        await coalition.Japan.ServeAsync();
        Assert.Equal(state, await StateAsync(Arrangement));
        await AssertGoneAsync(client, collection, next!, unknown);

        await StepAsync("resume", suspended, "--reason", "cleared");
        Assert.Equal("in-force", await StateAsync(Arrangement));
        var objects = await Partner.ObjectsAsync(client, collection, 1000);
        Assert.Contains(objects, text => text.Contains($"meanwhile-{state}", StringComparison.Ordinal));
        var history = (await coalition.Japan.JsonAsync("agreement", "history", suspended)).EnumerateArray().TakeLast(2).ToList();
        Assert.Equal(["suspend: an incident, operator", "resume: cleared, operator"], history.Select(step =>
            $"{step.GetProperty("step")}: {step.GetProperty("reason")}, {step.GetProperty("by")}"));
    }

    [Fact]
    public async Task Notice_is_counted_by_the_text_and_can_be_withdrawn_and_only_then_does_it_go_on()
    {
        await RefusedAsync("notice-missing", "denounce", Arrangement, "--withdraw", "--reason", "none given");
        var given = await StepAsync("denounce", Arrangement, "--reason", "a new government");
        Assert.Equal("notice-given", given.GetProperty("state").GetString());
        var until = given.GetProperty("step").GetProperty("until").GetDateTimeOffset();
        Assert.True(until > TimeProvider.System.GetUtcNow());
        var listed = await SummaryAsync(Arrangement);
        Assert.Equal(until, listed.GetProperty("ends").GetDateTimeOffset());
        await RefusedAsync("notice-given", "denounce", Arrangement, "--reason", "twice");
        await coalition.PublishAsync("under-notice");
        Assert.Contains(await ObjectsAsync(), text => text.Contains("under-notice", StringComparison.Ordinal));
        var kept = await StepAsync("denounce", Arrangement, "--withdraw", "--reason", "reconsidered");
        Assert.Equal("in-force", kept.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_step_that_says_no_reason_or_no_sense_is_refused_with_a_code()
    {
        await RefusedAsync("agreement-unknown", "suspend", "nobody-knows", "--reason", "r");
        await RefusedAsync("reason-missing", "suspend", Arrangement, "--reason", " ");
        await RefusedAsync("reason-too-long", "suspend", Arrangement, "--reason", new string('r', 2_001));
        await RefusedAsync("until-malformed", "suspend", Arrangement, "--reason", "r", "--until", "tomorrow");
        await RefusedAsync("until-past", "suspend", Arrangement, "--reason", "r", "--until", "2020-01-01T00:00:00Z");
        await RefusedAsync("not-suspended", "resume", Arrangement, "--reason", "r");
        Assert.Equal("in-force", await StateAsync(Arrangement));
    }

    [Fact]
    public async Task What_was_terminated_is_over_for_good()
    {
        // Another pair's, so that the others' stays.
        const string Id = "jp-sg-cyber-arrangement";
        var later = await StepAsync("terminate", Id, "--reason", "agreed", "--on", "2150-01-01T00:00:00Z");
        Assert.NotEqual("no-longer-in-force", later.GetProperty("state").GetString());
        var ended = await StepAsync("terminate", Id, "--reason", "at once, then");
        Assert.Equal("no-longer-in-force", ended.GetProperty("state").GetString());
        await coalition.Japan.KillAsync();
        await coalition.Japan.ServeAsync();
        Assert.Equal("no-longer-in-force", await StateAsync(Id));
        foreach (var verb in new[] { "suspend", "denounce", "terminate" })
        {
            await RefusedAsync("agreement-ended", verb, Id, "--reason", "r");
        }

        await RefusedAsync("agreement-ended", "denounce", Id, "--withdraw", "--reason", "r");
        var (exit, _, errors) = await coalition.Japan.CliAsync(
            "agreement", "activate", Path.Combine(coalition.Folder, $"{Id}.agreement.jws"),
            "--text", $"en={Coalition.Sample($"coalition/{Id}.en.txt")}");
        Assert.Equal(1, exit);
        Assert.Contains("agreement-ended", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agreement-step:before-commit", "in-force")]
    [InlineData("agreement-step:after-commit", "suspended")]
    public async Task A_step_is_whole_or_not_there_whenever_the_node_dies(string point, string state)
    {
        await coalition.Japan.KillAsync();
        await coalition.Japan.ServeAsync(point);
        await coalition.Japan.CliAsync("agreement", "suspend", Arrangement, "--reason", "dying");
        await coalition.Japan.KillAsync();
        await coalition.Japan.ServeAsync();
        Assert.Equal(state, await StateAsync(Arrangement));
        if (state == "suspended") await StepAsync("resume", Arrangement, "--reason", "alive");
    }

    private static async Task AssertGoneAsync(
        HttpClient client, string collection, string next, (HttpStatusCode Status, string Body) unknown)
    {
        var page = await GetAsync(client, $"live/collections/{collection}/objects/?limit=1&next={next}");
        Assert.Equal(unknown.Status, page.Status);
        Assert.Equal(Plain(unknown.Body), Plain(page.Body));
        var list = await GetAsync(client, "live/collections/");
        Assert.DoesNotContain(collection, list.Body, StringComparison.Ordinal);
        var log = await GetAsync(client, $"live/channels/{collection}/checkpoint");
        Assert.Equal(HttpStatusCode.NotFound, log.Status);
    }

    /// <summary>An error without the number that each answer has of its own.</summary>
    private static string Plain(string body)
    {
        var error = JsonDocument.Parse(body).RootElement;
        return string.Join('|', error.EnumerateObject().Where(member => member.Name != "error_id").Select(member => member.ToString()));
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> CollectionAsync()
    {
        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        return await Partner.CollectionIdAsync(client);
    }

    private async Task<List<string>> ObjectsAsync()
    {
        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        return await Partner.ObjectsAsync(client, await Partner.CollectionIdAsync(client), 1000);
    }

    private Task<JsonElement> StepAsync(params string[] arguments) =>
        coalition.Japan.JsonAsync(["agreement", .. arguments]);

    private async Task<JsonElement> SummaryAsync(string id) => (await coalition.Japan.JsonAsync("agreement", "list"))
        .EnumerateArray().Single(row => row.GetProperty("id").GetString()!.EndsWith($":{id}", StringComparison.Ordinal));

    private async Task<string> StateAsync(string id) => (await SummaryAsync(id)).GetProperty("state").GetString()!;

    private async Task RefusedAsync(string code, params string[] arguments)
    {
        var (exit, _, errors) = await coalition.Japan.CliAsync(["agreement", .. arguments]);
        Assert.Equal(1, exit);
        Assert.Contains(code, errors, StringComparison.Ordinal);
    }
}
