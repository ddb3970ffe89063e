using System.Text;
using System.Text.Json;
using CsCheck;
using Entente.Agreements.Decisions;
using Entente.Agreements.Redaction;
using Entente.Stix;
using Xunit;
using static Entente.Tests.Agreements.RedactionLab;

namespace Entente.Tests.Agreements;

/// <summary>
/// Graphs in which every object carries words of its own: none of what is withheld may stand in what leaves.
/// </summary>
public sealed class RedactionCanaryTests
{
    private static readonly string[] Types =
    [
        "malware", "indicator", "report", "relationship", "sighting", "note", "grouping", "observed-data", "identity",
        "identity", "language-content", "network-traffic", "ipv4-addr", "x-own",
    ];

    private static readonly Verdict[] Verdicts =
        [Permit, Permit, Permit, Permit, Deny, Hold, Transform(), Transform(omitCreator: true)];

    private static readonly string[] Selectors =
    [
        "description", "labels.[0]", "labels.[1]", "labels", "x_map.secret", "x_items.[0]", "x_items.[1].text",
        "created_by_ref",
    ];

    /// <summary>An object: its type, what is decided, whom it names by number, and which parts are denied.</summary>
    private sealed record Plan(int Type, int Verdict, int[] Refs, int[] Denied);

    private static readonly Gen<Plan[]> Graphs = Gen.Select(
        Gen.Int[0, Types.Length - 1], Gen.Int[0, Verdicts.Length - 1], Gen.Int[0, 12].Array[2, 5],
        Gen.Int[0, 40].Array[0, 3],
        (type, verdict, refs, denied) =>
            new Plan(type, verdict, refs, [.. denied.Where(pick => pick < Selectors.Length)])).Array[2, 10];

    [Fact]
    public void Nothing_that_is_withheld_stands_in_any_byte_that_leaves() =>
        Graphs.Sample(
            plans =>
            {
                var batch = Build(plans);
                var results = Redact(batch);
                var output = string.Join(
                    '\n', results.Select(Output).OfType<ReadOnlyMemory<byte>>().Select(
                        bytes => Encoding.UTF8.GetString(bytes.Span)));
                for (var i = 0; i < plans.Length; i++)
                {
                    if (results[i].Outcome != RedactionOutcome.PassThrough) Absent(output, results[i].Object.Id);
                    if (Output(results[i]) is null) Absent(output, $"canary {i} ");
                    foreach (var selector in batch[i].DeniedSelectors) Absent(output, Canary(i, selector));
                }

                // Numbers beyond the graph are objects that nobody holds.
                for (var missing = plans.Length; missing <= 12; missing++)
                {
                    Absent(output, $"--00000000-0000-4000-8000-{missing:D12}");
                }
            },
            iter: 1500);

    [Fact]
    public void What_leaves_is_well_formed_and_every_reference_in_it_leads_somewhere() =>
        Graphs.Sample(
            plans =>
            {
                var results = Redact(Build(plans));
                var released = results.Select(item => item.ReleasedId).OfType<string>().Append(
                    Japan).Append(Green).Append(Red).ToHashSet();
                foreach (var item in results)
                {
                    Assert.Equal(Output(item) is null, item.ReleasedId is null);
                    if (Output(item) is not { } bytes) continue;
                    var read = StixReader.Read(bytes);
                    Assert.True(read.Object is not null, $"{Text(item)}\n{string.Join('\n', read.Diagnostics)}");
                    Assert.Equal(item.ReleasedId, read.Object.Id);
                    Assert.All(read.Object.References, reference => Assert.Contains(reference.TargetId, released));
                    using var json = JsonDocument.Parse(bytes);
                    Assert.False(HasEmpty(json.RootElement), Text(item));
                    Assert.Equal(item.Outcome == RedactionOutcome.PassThrough, item.Verdict.Outcome == Outcome.Permit);
                }
            },
            iter: 1500);

    [Fact]
    public void The_order_of_a_batch_changes_nothing() =>
        Gen.Select(Graphs, Gen.Int[0, 1000]).Sample(
            (plans, turn) =>
            {
                var batch = Build(plans);
                var other = batch.Skip(turn % batch.Count).Concat(batch.Take(turn % batch.Count)).Reverse().ToList();
                Assert.Equal(Summary(Redact(batch)), Summary(Redact(other)));
            },
            iter: 500);

    private static string Summary(IEnumerable<RedactedObject> results) => string.Join(
        '\n', results.OrderBy(item => item.Object.Id, StringComparer.Ordinal)
            .Select(item => $"{item.Object.Id} {item.Outcome} {(Output(item) is null ? "" : Text(item))}"));

    private static void Absent(string output, string secret)
    {
        var leak = output.Split('\n').FirstOrDefault(line => line.Contains(secret, StringComparison.Ordinal));
        Assert.True(leak is null, $"`{secret}` stands in {leak}");
    }

    /// <summary>The words of one part of one object; a whole list's are those of all its items.</summary>
    private static string Canary(int number, string selector) =>
        selector == "created_by_ref" ? "no such words" : $"canary {number} {selector}";

    private static List<RedactionInput> Build(Plan[] plans) =>
        [.. plans.Select(
            (plan, i) => Input(Object(Types[plan.Type], i, Body(plans, i)), Verdicts[plan.Verdict], Denied(plans[i])))];

    private static string[] Denied(Plan plan) => [.. plan.Denied.Select(pick => Selectors[pick]).Distinct()];

    private static string Body(Plan[] plans, int number)
    {
        var refs = plans[number].Refs.Select(
            target => target < plans.Length ? Id(Types[plans[target].Type], target) : Id("malware", target)).ToArray();
        var own = Types[plans[number].Type] switch
        {
            "malware" => "\"is_family\":false,",
            "indicator" => $"\"pattern\":\"[a:b = 1]\",\"pattern_type\":\"stix\",\"valid_from\":\"{Time}\",",
            "report" => $"\"name\":\"n\",\"published\":\"{Time}\",\"object_refs\":{Refs(refs)},",
            "relationship" => $"\"relationship_type\":\"r\",\"source_ref\":\"{refs[0]}\",\"target_ref\":\"{refs[1]}\",",
            "sighting" => $"\"sighting_of_ref\":\"{refs[0]}\",\"where_sighted_refs\":{Refs(refs.AsSpan(1))},",
            "note" => $"\"content\":\"c\",\"object_refs\":{Refs(refs)},",
            "grouping" => $"\"context\":\"c\",\"object_refs\":{Refs(refs)},",
            "observed-data" =>
                $"\"first_observed\":\"{Time}\",\"last_observed\":\"{Time}\",\"number_observed\":1,"
                + $"\"object_refs\":{Refs(refs)},",
            "language-content" =>
                $"\"object_ref\":\"{refs[0]}\",\"object_modified\":\"{Time}\","
                + "\"contents\":{\"ja\":{\"name\":\"n\"}},",
            "network-traffic" =>
                $"\"protocols\":[\"tcp\"],\"src_ref\":\"{refs[0]}\",\"encapsulates_refs\":{Refs(refs.AsSpan(1))},",
            "ipv4-addr" => "\"value\":\"192.0.2.1\",",
            "x-own" =>
                $"\"a_ref\":\"{refs[0]}\",\"x_list\":[{{\"b_ref\":\"{refs[1]}\",\"text\":\"t\"}},{{\"text\":\"u\"}}],",
            _ => "\"name\":\"n\",",
        };

        // Any object may be named as the creator: the standard says an identity, and demands none.
        var creator = $"\"created_by_ref\":\"{(number % 2 == 0 ? refs[^1] : Japan)}\",";
        var selectors = Denied(plans[number]);
        var marks = selectors.Length == 0 ? "" : $",{{\"marking_ref\":\"{Red}\",\"selectors\":{Refs(selectors)}}}";
        return $$"""
            {{own}}{{creator}}"description":"canary {{number}} description",
            "labels":["canary {{number}} labels.[0]","canary {{number}} labels.[1]"],
            "x_map":{"secret":"canary {{number}} x_map.secret"},
            "x_items":[{"text":"canary {{number}} x_items.[0]"},{"text":"canary {{number}} x_items.[1].text"}],
            "granular_markings":[{"marking_ref":"{{Green}}","selectors":["labels.[1]","x_items.[1].text"]}{{marks}}]
            """;
    }

    private static bool HasEmpty(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.GetArrayLength() == 0 || element.EnumerateArray().Any(HasEmpty),
        JsonValueKind.Object =>
            !element.EnumerateObject().Any() || element.EnumerateObject().Any(property => HasEmpty(property.Value)),
        _ => false,
    };
}
