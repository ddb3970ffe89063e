using System.Text;
using System.Text.Json.Nodes;
using Entente.Exchange;
using Entente.Exchange.Intake;
using Entente.Stix;
using Entente.Tests.Agreements;
using Xunit;

namespace Entente.Tests.Exchange;

/// <summary>Clauses whose facts come from stored objects, through the whole pipeline.</summary>
public sealed class ClauseExchangeTests
{
    private const string Secret = "marking-definition--11111111-1111-4111-8111-111111111111";
    private const string Open = "marking-definition--22222222-2222-4222-8222-222222222222";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approval_that_expires_stops_the_next_object_although_an_equal_one_left_before()
    {
        var approval = CoastClauses.Approval();
        approval["sections"] = JsonNode.Parse("""[{"name":"JP","party":"jp-cdu"},{"name":"VN","party":"vn-cyc"}]""");
        approval["decision"]!["approvals"] =
            JsonNode.Parse("""[{"section":"JP","persons":["a","b"]},{"section":"VN","persons":["c","d"]}]""");
        approval["expires"] = "2028-02-01T00:00:00Z";
        await using var node = await JapanNode.OpenAsync(document => document.Plus("arrangementApproval", approval));
        await node.PublishAsync(JapanNode.Indicator(1));
        node.Clock.SetUtcNow(new DateTimeOffset(2028, 1, 31, 23, 59, 59, TimeSpan.Zero));
        await node.PublishAsync(JapanNode.Indicator(2));
        node.Clock.SetUtcNow(new DateTimeOffset(2028, 2, 1, 0, 0, 0, TimeSpan.Zero));
        await node.PublishAsync(JapanNode.Indicator(3));
        Assert.Equal("permit", await OutcomeAsync(node, 1, logged: true));
        Assert.Equal("permit", await OutcomeAsync(node, 2, logged: true));
        Assert.Empty((await ExplainAsync(node, 3)).Logged);
        Assert.Empty(await node.Channels.ListAsync("vn-cyc", Realm.Live, Cancellation));
        Assert.Contains("approval-expired", await ReasonsAsync(node, 3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projects_are_read_from_labels()
    {
        var approval = CoastClauses.Approval();
        approval["sections"] = JsonNode.Parse("""[{"name":"JP","party":"jp-cdu"}]""");
        approval["quorum"] = 1;
        approval["decision"]!["approvals"] = JsonNode.Parse("""[{"section":"JP","persons":["a","b"]}]""");
        approval["items"] = new JsonArray("pier");
        await using var node = await JapanNode.OpenAsync(document => document.Plus("arrangementApproval", approval));
        await node.PublishAsync(
            With(JapanNode.Indicator(1), "\"labels\":[\"x\",\"project:pier\"]"),
            With(JapanNode.Indicator(2), "\"labels\":[\"project:dock\"]"), JapanNode.Indicator(3));
        Assert.Equal("permit", await OutcomeAsync(node, 1));
        Assert.Contains("item-not-approved", await ReasonsAsync(node, 2), StringComparison.Ordinal);
        Assert.Contains("item-not-approved", await ReasonsAsync(node, 3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classification_is_read_from_the_definitions_that_objects_are_marked_with()
    {
        var classification = CoastClauses.Classification("RESTRICTED", dualMark: false);
        classification["equivalence"] = new JsonArray();
        await using var node = await JapanNode.OpenAsync(document =>
        {
            SampleAgreements.Parameters(document, "marking")["schemes"]!.AsArray().Add("classification");
            foreach (var clause in document["clauses"]!.AsArray().Where(clause => (string)clause!["type"]! == "informationScope"))
            {
                clause!["parameters"]!["extensions"]!.AsArray().Add(EntenteExtensions.ClassificationMarking);
            }

            document.Plus("classification", classification);
        });
        await node.PublishAsync(Definition(Secret, "SECRET"), Definition(Open, "OPEN"));
        await node.PublishAsync(
            JapanNode.Indicator(1), Marked(2, Open), Marked(3, Secret),
            Marked(4, "marking-definition--33333333-3333-4333-8333-333333333333"));
        Assert.Equal("permit", await OutcomeAsync(node, 1));
        Assert.Equal("permit", await OutcomeAsync(node, 2));
        Assert.Contains("above-ceiling", await ReasonsAsync(node, 3), StringComparison.Ordinal);
        Assert.Contains("marking-unknown", await ReasonsAsync(node, 4), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_severity_and_categories_are_read_from_objects()
    {
        await using var node = await JapanNode.OpenAsync(document =>
        {
            foreach (var clause in document["clauses"]!.AsArray().Where(clause => (string)clause!["type"]! == "informationScope"))
            {
                clause!["parameters"]!["extensions"]!.AsArray().Add("x_severity");
                clause["parameters"]!["severity"] =
                    new JsonObject { ["types"] = new JsonArray("indicator"), ["least"] = "high" };
                clause["parameters"]!["categories"] = new JsonArray(
                    new JsonObject { ["type"] = "indicator", ["values"] = new JsonArray("malicious-activity") });
            }

            document.Plus("minimisation", CoastClauses.Minimisation(CoastClauses.Rule("drop", "description")));
        });
        const string Fine = "\"x_severity\":\"high\",\"indicator_types\":[\"malicious-activity\"]";
        await node.PublishAsync(
            With(JapanNode.Indicator(1), Fine), With(JapanNode.Indicator(2), Fine + ",\"description\":\"Berth 7 was hit\""),
            With(JapanNode.Indicator(3), "\"x_severity\":\"low\",\"indicator_types\":[\"malicious-activity\"]"),
            With(JapanNode.Indicator(4), "\"x_severity\":\"high\",\"indicator_types\":[\"benign\"]"), JapanNode.Indicator(5));
        Assert.Equal("permit", await OutcomeAsync(node, 1));
        Assert.Equal("transform", await OutcomeAsync(node, 2));
        Assert.Contains("severity-not-in-scope", await ReasonsAsync(node, 3), StringComparison.Ordinal);
        Assert.Contains("category-not-in-scope", await ReasonsAsync(node, 4), StringComparison.Ordinal);
        Assert.Contains("category-not-in-scope", await ReasonsAsync(node, 5), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_of_which_nothing_is_known_stops_everything_that_a_clause_speaks_about()
    {
        await using var node = await JapanNode.OpenAsync(document => document.Plus("transmission", CoastClauses.Transmission()));
        await node.PublishAsync(JapanNode.Indicator(1));
        Assert.Contains("channel-unknown", await ReasonsAsync(node, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_marking_that_we_assumed_needs_the_originators_consent()
    {
        await using var node = await JapanNode.OpenAsync(document =>
            document.Plus("originatorControl", CoastClauses.Originator("downgrade")));
        var theirs = With(
            JapanNode.Indicator(1, marking: null), "\"created_by_ref\":\"identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5\"");
        using var input = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"objects":[{{theirs}}]}"""));
        await node.Pipeline.ImportAsync(input, Submitter.Own("test"), Realm.Live, JapanNode.Green, Cancellation);
        await node.Pipeline.SettleAsync(Cancellation);
        Assert.Contains("remark-needs-consent", await ReasonsAsync(node, 1), StringComparison.Ordinal);
    }

    private static string With(string json, string more) => json.TrimEnd()[..^1] + "," + more + "}";

    private static string Marked(int number, string marking) =>
        With(JapanNode.Indicator(number, marking: null), $"\"object_marking_refs\":[\"{JapanNode.Green}\",\"{marking}\"]");

    private static string Definition(string id, string level) => new JsonObject
    {
        ["type"] = "marking-definition",
        ["spec_version"] = "2.1",
        ["id"] = id,
        ["created"] = "2026-05-01T00:00:00.000Z",
        ["object_marking_refs"] = new JsonArray(JapanNode.Green),
        ["extensions"] = new JsonObject
        {
            [EntenteExtensions.ClassificationMarking] = new JsonObject
            {
                ["extension_type"] = "property-extension", ["scheme"] = "COAST", ["level"] = level,
            },
        },
    }.ToJsonString();

    private static async Task<Explanation> ExplainAsync(JapanNode node, int number) => (await node.Pipeline.ExplainAsync(
        Realm.Live, $"indicator--00000000-0000-4000-8000-{number:D12}", "vn-cyc", Cancellation))!.Single();

    private static async Task<string> OutcomeAsync(JapanNode node, int number, bool logged = false)
    {
        var explanation = await ExplainAsync(node, number);
        return logged ? explanation.Logged[0].Outcome : explanation.Now.OutcomeText;
    }

    private static async Task<string> ReasonsAsync(JapanNode node, int number) =>
        (await ExplainAsync(node, number)).Now.OperatorRendering;
}
