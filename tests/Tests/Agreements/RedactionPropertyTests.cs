using System.Text.Json.Nodes;
using CsCheck;
using Entente.Agreements.Redaction;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>Generated graphs with a canary in everything that must not leave.</summary>
public sealed class RedactionPropertyTests
{
    private static readonly string Red = KnownMarkings.IdOf(Tlp.Red);

    /// <summary>How one node of a graph is made: its type, what of it is secret, and whom it refers to.</summary>
    private sealed record Plan(int Kind, bool IsRed, bool HasRedPart, bool HasCustom, bool TalksOfNext, int[] Targets);

    private static readonly Gen<Plan[]> Graphs =
        Gen.Select(
            Gen.Int[0, 5], Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))), Gen.Bool, Gen.Bool,
            Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true))), Gen.Int[0, 11].Array[1, 4],
            (kind, red, part, custom, talks, targets) => new Plan(kind, red, part, custom, talks, targets))
        .Array[1, 12];

    [Fact]
    public void No_withheld_id_and_no_canary_stands_in_any_output() => Graphs.Sample(
        plans =>
        {
            var results = Build(plans).Redact();
            var outputs = results.Where(Leaves).Select(RedactionGraph.Text).ToList();
            var secretIds = results.Where(result => result.Outcome != RedactionOutcome.PassThrough)
                .Select(result => result.Object.Id);
            foreach (var output in outputs)
            {
                Assert.DoesNotContain("canary", output, StringComparison.OrdinalIgnoreCase);
                foreach (var id in secretIds) Assert.DoesNotContain(id, output, StringComparison.Ordinal);
            }
        },
        iter: 400,
        threads: 1);

    [Fact]
    public void Every_reference_that_leaves_resolves_to_something_that_leaves() => Graphs.Sample(
        plans =>
        {
            var results = Build(plans).Redact();
            var left = results.Where(Leaves).Select(result => result.ReleasedId!).ToHashSet(StringComparer.Ordinal);
            left.Add(CoastAgreements.IdentityOf(CoastAgreements.Blue));
            foreach (var result in results.Where(Leaves))
            {
                var read = StixReader.Read(System.Text.Encoding.UTF8.GetBytes(RedactionGraph.Text(result)));
                Assert.True(read.Object is not null, string.Join("\n", read.Diagnostics));
                Assert.All(
                    read.Object.References.Where(reference => !KnownMarkings.TryGet(reference.TargetId, out _)),
                    reference => Assert.Contains(reference.TargetId, left));
            }
        },
        iter: 400,
        threads: 1);

    [Fact]
    public void What_leaves_is_left_alone_by_another_redaction() => Graphs.Sample(
        plans =>
        {
            var again = new RedactionGraph();
            foreach (var result in Build(plans).Redact().Where(Leaves)) again.Add(RedactionGraph.Json(result));
            Assert.All(again.Redact(), result => Assert.Equal(RedactionOutcome.PassThrough, result.Outcome));
        },
        iter: 300,
        threads: 1);

    [Fact]
    public void The_order_of_the_batch_changes_nothing() => Gen.Select(Graphs, Gen.Int[0, 1000]).Sample(
        (plans, turn) =>
        {
            var straight = Build(plans).Redact().Select(Describe).Order(StringComparer.Ordinal);
            var turned = Build(plans, turn % plans.Length).Redact().Select(Describe).Order(StringComparer.Ordinal);
            Assert.Equal(straight, turned);
        },
        iter: 200,
        threads: 1);

    private static string Describe(RedactedObject result) =>
        $"{result.Object.Id} {result.Outcome} {(Leaves(result) ? RedactionGraph.Text(result) : "")}";

    private static bool Leaves(RedactedObject result) =>
        result.Outcome is RedactionOutcome.PassThrough or RedactionOutcome.Derivative;

    private static RedactionGraph Build(Plan[] plans, int turn = 0)
    {
        var ids = plans.Select((plan, i) => RedactionGraph.Id(TypeOf(plan), i)).ToArray();
        var graph = new RedactionGraph();
        for (var n = 0; n < plans.Length; n++)
        {
            var i = (n + turn) % plans.Length;
            Add(graph, plans[i], i, ids);
        }

        return graph;
    }

    private static void Add(RedactionGraph graph, Plan plan, int number, string[] ids)
    {
        var members = new JsonObject();
        var targets = plan.Targets.Select(target => ids[target % ids.Length]).Where(id => id != ids[number])
            .Distinct().ToList();
        if (targets.Count == 0) targets.Add(RedactionGraph.Id("malware", 4711));
        switch (TypeOf(plan))
        {
            case "relationship":
                members["relationship_type"] = "related-to";
                members["source_ref"] = targets[0];
                members["target_ref"] = targets[^1];
                break;
            case "report" or "note":
                members["object_refs"] = new JsonArray([.. targets.Select(id => JsonValue.Create(id))]);
                break;
            case "sighting":
                members["sighting_of_ref"] = targets[0];
                members["where_sighted_refs"] = new JsonArray([.. targets.Select(id => JsonValue.Create(id))]);
                break;
            default:
                break;
        }

        if (plan.IsRed) members["description"] = $"canary {number} of a withheld object";
        else if (plan.TalksOfNext) members["description"] = $"like {ids[(number + 1) % ids.Length]}";
        if (plan.HasRedPart)
        {
            members["labels"] = new JsonArray("open", $"label canary {number}", "plain");
            members["granular_markings"] = new JsonArray(
                new JsonObject { ["marking_ref"] = Red, ["selectors"] = new JsonArray("labels.[1]") },
                new JsonObject { ["lang"] = "en", ["selectors"] = new JsonArray("labels.[1]", "labels.[2]") });
        }

        if (plan.HasCustom) members["x_harbour_ticket"] = $"ticket canary {number}";
        graph.Add(TypeOf(plan), number, members, plan.IsRed ? Tlp.Red : Tlp.Green);
    }

    private static string TypeOf(Plan plan) =>
        new[] { "malware", "indicator", "relationship", "report", "note", "sighting" }[plan.Kind];
}
