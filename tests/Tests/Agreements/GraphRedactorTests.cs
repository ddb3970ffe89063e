using Entente.Agreements.Redaction;
using Entente.Stix;
using Xunit;
using static Entente.Tests.Agreements.RedactionLab;

namespace Entente.Tests.Agreements;

public sealed class GraphRedactorTests
{
    private static readonly string Malware = Id("malware", 1);
    private static readonly string Indicator = Id("indicator", 2);
    private static readonly string Uses =
        $"\"relationship_type\":\"indicates\",\"source_ref\":\"{Indicator}\",\"target_ref\":\"{Malware}\"";

    /// <summary>An object that refers to a withheld malware, and what becomes of it.</summary>
    public static TheoryData<string, string, RedactionOutcome> Losses => new()
    {
        { "relationship", $"\"relationship_type\":\"uses\",\"source_ref\":\"{Indicator}\",\"target_ref\":\"{Malware}\"",
            RedactionOutcome.Withheld },
        { "relationship", $"\"relationship_type\":\"uses\",\"source_ref\":\"{Malware}\",\"target_ref\":\"{Indicator}\"",
            RedactionOutcome.Withheld },
        { "sighting", $"\"sighting_of_ref\":\"{Malware}\"", RedactionOutcome.Withheld },
        { "sighting", $"\"sighting_of_ref\":\"{Indicator}\",\"where_sighted_refs\":[\"{Malware}\"]",
            RedactionOutcome.Derivative },
        { "note", $"\"content\":\"c\",\"object_refs\":[\"{Malware}\"]", RedactionOutcome.Withheld },
        { "note", $"\"content\":\"c\",\"object_refs\":[\"{Malware}\",\"{Indicator}\"]", RedactionOutcome.Withheld },
        { "opinion", $"\"opinion\":\"agree\",\"object_refs\":[\"{Malware}\"]", RedactionOutcome.Withheld },
        { "grouping", $"\"context\":\"c\",\"object_refs\":[\"{Malware}\"]", RedactionOutcome.Withheld },
        { "language-content", $"\"object_ref\":\"{Malware}\",\"contents\":{{}}", RedactionOutcome.Withheld },
        { "network-traffic", $"\"protocols\":[\"tcp\"],\"src_ref\":\"{Malware}\"", RedactionOutcome.Withheld },
        { "x-own", $"\"thing_ref\":\"{Malware}\",\"name\":\"n\"", RedactionOutcome.Derivative },
    };

    [Fact]
    public void A_graph_that_leaves_whole_leaves_as_it_arrived()
    {
        var results = Redact([Input("malware", 1), Input("indicator", 2), Input("relationship", 3, Uses)]);
        Assert.All(
            results,
            item => Assert.Equal(
                (RedactionOutcome.PassThrough, item.Object.Id, null),
                (item.Outcome, item.ReleasedId, item.Derivative)));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void What_refers_to_a_withheld_object_loses_the_reference_or_stays(
        string type, string more, RedactionOutcome expected)
    {
        foreach (var withheld in new[] { Deny, Hold })
        {
            var results = Redact([Input(Object("malware", 1), withheld), Input("indicator", 2), Input(type, 3, more)]);
            Assert.Equal(expected, results[2].Outcome);
            if (expected == RedactionOutcome.Withheld) Assert.Equal([Malware], results[2].Awaits);
            else Assert.DoesNotContain(Malware, Text(results[2]), StringComparison.Ordinal);
        }

        // An object that nobody holds is as good as withheld.
        Assert.Equal(expected, Redact([Input("indicator", 2), Input(type, 3, more)])[1].Outcome);
    }

    [Fact]
    public void A_report_that_lists_withheld_objects_becomes_a_derivative_of_ours()
    {
        var more = $"\"name\" : \"n\",\"published\":\"{Time}\",\"created_by_ref\":\"{Attack}\","
            + $"\"object_refs\":{Refs(Malware, Indicator)},\"x\":1.50";
        var report = Redact(
            [Withheld("malware", 1), Input("indicator", 2), Input("report", 3, more)],
            IsAttack)[2];
        Assert.Equal(RedactionOutcome.Derivative, report.Outcome);
        var json = Json(report);
        Assert.Equal(Ids.Of(report.Object.Id), (string?)json["id"]);
        Assert.Equal(report.ReleasedId, (string?)json["id"]);
        Assert.Equal(Japan, (string?)json["created_by_ref"]);
        Assert.Equal(Now.ToString(), (string?)json["created"]);
        Assert.Equal(Now.ToString(), (string?)json["modified"]);
        Assert.Equal($"[\"{Indicator}\"]", json["object_refs"]!.ToJsonString());
        string[] gone = [report.Object.Id, Malware, Attack];
        Assert.All(gone, id => Assert.DoesNotContain(id, Text(report), StringComparison.Ordinal));
        Assert.Contains("\"name\" : \"n\"", Text(report), StringComparison.Ordinal);
        Assert.Contains("\"x\":1.50", Text(report), StringComparison.Ordinal);
        Assert.Equal("Transform", report.Verdict.Outcome.ToString());
        Assert.Equal("reference-removed", Codes(report));
    }

    [Fact]
    public void A_list_that_loses_everything_withholds_the_object_or_goes()
    {
        var report = $"\"name\":\"n\",\"published\":\"{Time}\",\"object_refs\":{Refs(Malware)}";
        Assert.Equal("Withheld Withheld", Outcomes(Withheld("malware", 1), Input("report", 3, report)));
        var sighting = Redact(
            [Withheld("malware", 1), Input("indicator", 2),
                Input("sighting", 3,
                    $"\"sighting_of_ref\":\"{Indicator}\",\"where_sighted_refs\":{Refs(Malware)}")])[2];
        Assert.False(Json(sighting).ContainsKey("where_sighted_refs"));
    }

    [Fact]
    public void References_follow_a_derivative_to_its_new_id_and_losses_go_on_from_object_to_object()
    {
        var results = Redact(
        [
            Input("relationship", 5,
                $"\"relationship_type\":\"r\",\"source_ref\":\"{Id("report", 3)}\","
                    + $"\"target_ref\":\"{Id("grouping", 4)}\""),
            Input("grouping", 4, $"\"context\":\"c\",\"object_refs\":{Refs(Id("report", 3), Id("relationship", 6))}"),
            Input("report", 3, $"\"name\":\"n\",\"published\":\"{Time}\",\"object_refs\":{Refs(Malware, Indicator)}"),
            Input("relationship", 6, Uses),
            Input("indicator", 2),
            Withheld("malware", 1),
        ]);
        Assert.Equal(
            "Derivative Derivative Derivative Withheld PassThrough Withheld",
            string.Join(' ', results.Select(item => item.Outcome)));
        Assert.Equal(results[2].ReleasedId, (string?)Json(results[0])["source_ref"]);
        Assert.Equal(results[1].ReleasedId, (string?)Json(results[0])["target_ref"]);
        Assert.Equal(Refs(results[2].ReleasedId!), Json(results[1])["object_refs"]!.ToJsonString());
        Assert.All(
            results.Take(3),
            item => Assert.Equal(Japan, (string?)Json(item)["created_by_ref"]));
    }

    [Fact]
    public void Objects_that_refer_to_each_other_are_settled()
    {
        var results = Redact(
        [
            Input("report", 3,
                $"\"name\":\"n\",\"published\":\"{Time}\",\"object_refs\":{Refs(Id("report", 4), Malware)}"),
            Input("report", 4, $"\"name\":\"n\",\"published\":\"{Time}\",\"object_refs\":{Refs(Id("report", 3))}"),
            Withheld("malware", 1),
        ]);
        Assert.Equal("Derivative Derivative Withheld", string.Join(' ', results.Select(item => item.Outcome)));
        Assert.Equal(Refs(results[0].ReleasedId!), Json(results[1])["object_refs"]!.ToJsonString());
        Assert.Equal(Refs(results[1].ReleasedId!), Json(results[0])["object_refs"]!.ToJsonString());
    }

    [Fact]
    public void What_is_outside_the_batch_is_asked_for()
    {
        foreach (var (state, expected) in new[]
        {
            (new ReferenceState(ReferenceStatus.Released, Malware), "PassThrough"),
            (new ReferenceState(ReferenceStatus.FromRecipient), "PassThrough"),
            (new ReferenceState(ReferenceStatus.Released, Ids.Of(Malware)), "Derivative"),
            (new ReferenceState(ReferenceStatus.Unreleasable), "Withheld"),
            (new ReferenceState(ReferenceStatus.Undecided), "Deferred"),
        })
        {
            var results = Redact([Input("indicator", 2), Input("relationship", 3, Uses)], _ => state);
            Assert.Equal(expected, results[1].Outcome.ToString());
            Assert.Equal(expected is "Withheld" or "Deferred" ? [Malware] : [], results[1].Awaits);
        }
    }

    [Fact]
    public void A_later_version_keeps_the_time_at_which_its_derivative_was_created()
    {
        _ = StixTimestamp.TryParse("2026-02-02T00:00:00.000Z", out var created);
        var report = Redact(
            [Input("indicator", 2),
                Input("report", 3,
                    $"\"name\":\"n\",\"published\":\"{Time}\",\"object_refs\":{Refs(Malware, Indicator)}")],
            id => id == Id("report", 3) ? new ReferenceState(ReferenceStatus.Released, Ids.Of(id), created)
                : default)[1];
        Assert.Equal("2026-02-02T00:00:00.000Z", (string?)Json(report)["created"]);
        Assert.Equal(Now.ToString(), (string?)Json(report)["modified"]);
    }

    [Fact]
    public void Creators_are_replaced_omitted_or_left_out_when_the_recipient_may_not_know_ours()
    {
        var stix = Object(
            "malware", 1,
            $"\"name\":\"n\",\"created_by_ref\":\"{Attack}\",\"external_references\":[{{\"source_name\":\"s\"}}]");
        var replaced = Redact([Input(stix, Transform(references: true))])[0];
        Assert.Equal(Japan, (string?)Json(replaced)["created_by_ref"]);
        Assert.False(Json(replaced).ContainsKey("external_references"));
        var omitted = Redact([Input(stix, Transform(omitCreator: true))])[0];
        Assert.False(Json(omitted).ContainsKey("created_by_ref"));
        Assert.True(Json(omitted).ContainsKey("external_references"));
        Assert.All(
            new[] { replaced, omitted }, item => Assert.DoesNotContain(Attack, Text(item), StringComparison.Ordinal));

        var ours = Withheld("identity", 7);
        var unknown = GraphRedactor.Redact(
            [ours, Input(stix, Transform())], new RedactionContext(Ids, ours.Object.Id, "", Now, _ => default))[1];
        Assert.False(Json(unknown).ContainsKey("created_by_ref"));
    }

    [Fact]
    public void A_change_that_cannot_be_made_withholds_whatever_else_is_to_change()
    {
        var stix = Object("malware", 1, $"\"created_by_ref\":\"{Attack}\",\"x_b\":1,\"is_family\":true");
        foreach (var verdict in new[] { Transform(references: true), Without("x_a", "x_b"), Without("x_b", "x_c") })
        {
            var item = Redact([Input(stix, verdict)], IsAttack)[0];
            Assert.Equal(RedactionOutcome.Withheld, item.Outcome);
            Assert.Contains("transform-impossible", Codes(item), StringComparison.Ordinal);
            Assert.Null(item.Derivative);
        }
    }

    [Fact]
    public void A_creator_that_does_not_leave_is_replaced_by_ours_however_that_was_found()
    {
        var creator = Id("identity", 7);
        var work = Input("malware", 1, $"\"name\":\"n\",\"created_by_ref\":\"{creator}\"");

        // The second one looks like a derivative until the leak guard stops it.
        const string Leaking = "\"name\":\"Operation Lantern\",\"description\":\"on Operation Lantern\"";
        var stopped = Input(Object("identity", 7, $"{Leaking},\"x_a\":\"Operation Lantern\""), Without("x_a"));
        var outputs = new HashSet<string>();
        foreach (var identity in new[] { Withheld("identity", 7), stopped })
        {
            foreach (var batch in new RedactionInput[][] { [identity, work], [work, identity] })
            {
                var results = Redact(batch).ToDictionary(item => item.Object.Type);
                Assert.Equal(RedactionOutcome.Withheld, results["identity"].Outcome);
                Assert.Equal(RedactionOutcome.Derivative, results["malware"].Outcome);
                outputs.Add(Text(results["malware"]));
            }
        }

        outputs.Add(Text(Redact([work])[0]));
        Assert.Contains($"\"created_by_ref\":\"{Japan}\"", Assert.Single(outputs), StringComparison.Ordinal);
    }

    [Fact]
    public void A_marking_is_not_dropped_its_definition_leaves_or_the_object_stays()
    {
        var definition = Id("marking-definition", 9);
        var marked = Input("malware", 1, $"\"object_marking_refs\":[\"{Green}\",\"{definition}\"]");
        var partly = Input(
            "malware", 2,
            $"\"name\":\"n\",\"granular_markings\":[{{\"marking_ref\":\"{definition}\",\"selectors\":[\"name\"]}}]");
        const string Body = "\"definition_type\":\"statement\",\"definition\":{\"statement\":\"s\"}";
        Assert.Equal("Withheld Withheld Withheld", Outcomes(Withheld("marking-definition", 9, Body), marked, partly));
        Assert.Equal(
            "PassThrough PassThrough PassThrough", Outcomes(Input("marking-definition", 9, Body), marked, partly));
        Assert.Equal("Withheld", Outcomes(marked));
        Assert.Equal(
            "Deferred", Redact([marked], _ => new ReferenceState(ReferenceStatus.Undecided))[0].Outcome.ToString());
    }

    [Fact]
    public void A_version_that_is_stopped_late_leaves_no_trace_in_what_followed_it()
    {
        // The newer one loses a reference and would leave under another id, but its text repeats what it lost.
        var lost = Id("file", 8);
        var newer = Read($$"""
            {"type":"malware","spec_version":"2.1","id":"{{Malware}}","created":"{{Time}}",
            "modified":"2026-03-01T00:00:00.000Z","sample_refs":["{{lost}}"],"name":"as {{lost}}"}
            """);
        RedactionInput[] without = [Input("relationship", 3, Uses), Input(Object("malware", 1), Permit), Input("indicator", 2)];
        Assert.Equal("PassThrough PassThrough PassThrough", Outcomes(without));
        Assert.Equal("PassThrough PassThrough PassThrough Withheld", Outcomes([.. without, Input(newer, Permit)]));
    }

    [Fact]
    public void Of_several_versions_one_that_leaves_says_what_becomes_of_references()
    {
        var older = Object("malware", 1);
        var newer = Read($$"""
            {"type":"malware","spec_version":"2.1","id":"{{Malware}}","created":"{{Time}}",
            "modified":"2026-03-01T00:00:00.000Z"}
            """);
        Assert.Equal(
            "Withheld PassThrough PassThrough PassThrough",
            Outcomes(Input(newer, Deny), Input(older, Permit), Input("indicator", 2), Input("relationship", 3, Uses)));
        Assert.Equal(
            "PassThrough Withheld PassThrough PassThrough",
            Outcomes(Input(newer, Permit), Input(older, Deny), Input("indicator", 2), Input("relationship", 3, Uses)));
        Assert.Equal(
            "Withheld Withheld PassThrough Withheld",
            Outcomes(Input(newer, Deny), Input(older, Deny), Input("indicator", 2), Input("relationship", 3, Uses)));
    }

    [Fact]
    public void Ids_of_derivatives_are_stable_and_cannot_be_linked()
    {
        Assert.Equal(Ids.Of(Malware), new DerivativeIds("a secret of the discloser"u8, "profile").Of(Malware));
        string[] all =
        [
            Malware, Ids.Of(Malware), Ids.Of(Id("malware", 2)),
            new DerivativeIds("another secret"u8, "profile").Of(Malware),
            new DerivativeIds("a secret of the discloser"u8, "other").Of(Malware),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.All(
            all,
            id => Assert.Matches("^malware--[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id));
    }

    private static ReferenceState IsAttack(string id) => id == Attack
        ? new ReferenceState(ReferenceStatus.Released, id)
        : default;
}
