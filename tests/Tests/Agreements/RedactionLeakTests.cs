using System.Text.Json.Nodes;
using Entente.Agreements.Redaction;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>Ways in which something withheld could still be told, each planted once.</summary>
public sealed class RedactionLeakTests
{
    private static readonly string Red = KnownMarkings.IdOf(Tlp.Red);

    [Fact]
    public void An_object_left_alone_that_mentions_a_withheld_id_is_withheld()
    {
        var secret = RedactionGraph.Id("malware", 1);
        var results = new RedactionGraph()
            .Add("malware", 1, level: Tlp.Red)
            .Add("malware", 2, new JsonObject { ["description"] = $"variant of {secret}" })
            .Add("malware", 3, new JsonObject { ["description"] = "variant of nothing" })
            .Redact();
        Assert.Equal(
            [RedactionOutcome.Withheld, RedactionOutcome.Withheld, RedactionOutcome.PassThrough],
            results.Select(result => result.Outcome));
        Assert.Contains(results[1].Verdict.Reasons, reason => reason.Code == "leak-guard");
    }

    [Fact]
    public void An_id_spelled_with_escapes_is_found_too()
    {
        var escaped = RedactionGraph.Id("malware", 1).Replace("--", "\\u002d-", StringComparison.Ordinal);
        var graph = new RedactionGraph()
            .Add("malware", 1, level: Tlp.Red)
            .Add("malware", 2, new JsonObject { ["description"] = "variant of @" });
        Assert.Equal(RedactionOutcome.Withheld, graph.Redact("@", escaped)[1].Outcome);
    }

    [Fact]
    public void A_withheld_id_that_the_recipient_has_is_no_secret()
    {
        var known = RedactionGraph.Id("malware", 1);
        var graph = new RedactionGraph()
            .Add("malware", 1, level: Tlp.Red)
            .Add("malware", 2, new JsonObject { ["description"] = $"variant of {known}" });
        graph.Outside[known] = new ReferenceState(ReferenceStatus.Released, known);
        Assert.Equal(RedactionOutcome.PassThrough, graph.Redact()[1].Outcome);
    }

    [Fact]
    public void A_withheld_part_repeated_in_another_object_is_found()
    {
        var results = new RedactionGraph()
            .Add("malware", 1, Marked("description", "seen at the harbour of Port Canary", "description"))
            .Add("malware", 2, new JsonObject { ["description"] = "as was seen at the harbour of Port Canary, again" })
            .Redact();
        Assert.Equal(RedactionOutcome.Derivative, results[0].Outcome);
        Assert.Equal(RedactionOutcome.Withheld, results[1].Outcome);
    }

    [Fact]
    public void What_refers_to_an_object_that_the_guard_stopped_is_redacted_again()
    {
        var results = new RedactionGraph()
            .Add("malware", 1, Marked("description", "canary-operation", "description", new JsonObject
            {
                ["name"] = "tool of canary-operation",
            }))
            .Relationship(2, RedactionGraph.Id("malware", 1), RedactionGraph.Id("malware", 3))
            .Add("malware", 3)
            .Add("report", 4, Refs(RedactionGraph.Id("malware", 1), RedactionGraph.Id("malware", 3)))
            .Redact();
        Assert.Equal(
            "Withheld Withheld PassThrough Derivative", string.Join(' ', results.Select(result => result.Outcome)));
        var left = Assert.Single(RedactionGraph.Json(results[3])["object_refs"]!.AsArray());
        Assert.Equal(RedactionGraph.Id("malware", 3), (string?)left);
    }

    [Fact]
    public void A_list_that_loses_its_only_item_goes()
    {
        var members = Marked("labels", new JsonArray("canary-label"), "labels.[0]");
        var result = Assert.Single(new RedactionGraph().Add("malware", 1, members).Redact());
        Assert.Equal(RedactionOutcome.Derivative, result.Outcome);
        Assert.False(RedactionGraph.Json(result).ContainsKey("labels"));
        Assert.False(RedactionGraph.Json(result).ContainsKey("granular_markings"));
    }

    [Fact]
    public void A_part_of_a_list_item_takes_the_item_along()
    {
        var references = new JsonArray(
            new JsonObject { ["source_name"] = "a secret source", ["url"] = "https://canary.example/1" },
            new JsonObject { ["source_name"] = "an open source", ["url"] = "https://open.example/2" });
        var members = Marked("external_references", references, "external_references.[0].source_name");
        var result = Assert.Single(new RedactionGraph().Add("malware", 1, members).Redact());
        var left = Assert.Single(RedactionGraph.Json(result)["external_references"]!.AsArray());
        Assert.Equal("an open source", (string?)left!["source_name"]);
    }

    [Theory]
    [InlineData("object_marking_refs")]
    [InlineData("object_marking_refs.[0]")]
    public void An_object_whose_marking_may_not_leave_stays(string selector)
    {
        var members = Marked("description", "nothing special", selector);
        var result = Assert.Single(new RedactionGraph().Add("malware", 1, members).Redact());
        Assert.Equal(RedactionOutcome.Withheld, result.Outcome);
        Assert.Contains(result.Verdict.Reasons, reason => reason.Code == "marking-withheld");
    }

    [Fact]
    public void A_note_that_speaks_of_something_withheld_as_well_is_withheld()
    {
        var results = new RedactionGraph()
            .Add("malware", 1)
            .Add("malware", 2, level: Tlp.Red)
            .Add("note", 3, Refs(RedactionGraph.Id("malware", 1), RedactionGraph.Id("malware", 2)))
            .Redact();
        Assert.Equal(RedactionOutcome.Withheld, results[2].Outcome);
    }

    [Fact]
    public void A_note_on_what_left_redacted_before_is_withheld()
    {
        var graph = new RedactionGraph().Add("note", 3, Refs(RedactionGraph.Id("malware", 1)));
        graph.Outside[RedactionGraph.Id("malware", 1)] =
            new ReferenceState(ReferenceStatus.Released, RedactionGraph.Id("malware", 77));
        Assert.Equal(RedactionOutcome.Withheld, Assert.Single(graph.Redact()).Outcome);
    }

    [Fact]
    public void A_note_on_what_lost_a_custom_property_is_withheld()
    {
        var results = new RedactionGraph()
            .Add("malware", 1, new JsonObject { ["x_harbour_ticket"] = "T-canary-77" })
            .Add("note", 3, Refs(RedactionGraph.Id("malware", 1)))
            .Redact();
        Assert.Equal("Derivative Withheld", string.Join(' ', results.Select(result => result.Outcome)));
    }

    [Fact]
    public void A_custom_property_repeated_in_the_text_is_found()
    {
        var results = new RedactionGraph()
            .Add("malware", 1, new JsonObject
            {
                ["x_harbour_ticket"] = "T-canary-77",
                ["description"] = "see T-canary-77",
            })
            .Redact();
        Assert.Equal(RedactionOutcome.Withheld, Assert.Single(results).Outcome);
    }

    [Fact]
    public void Versions_of_a_derivative_keep_one_creation_time_and_advance()
    {
        var second = new JsonObject
        {
            ["x_harbour_ticket"] = "T-1000001",
            ["modified"] = "2026-04-01T10:00:00.000Z",
        };
        var results = new RedactionGraph()
            .Add("malware", 1, second)
            .Add("malware", 1, new JsonObject { ["x_harbour_ticket"] = "T-1000001" })
            .Redact();
        var (later, earlier) = (RedactionGraph.Json(results[0]), RedactionGraph.Json(results[1]));
        Assert.Equal((string?)earlier["id"], (string?)later["id"]);
        Assert.Equal((string?)earlier["created"], (string?)later["created"]);
        Assert.True(string.CompareOrdinal((string?)earlier["modified"], (string?)later["modified"]) < 0);
    }

    [Fact]
    public void A_marking_on_nothing_but_what_is_removed_goes_with_it()
    {
        var unknown = RedactionGraph.Id("marking-definition", 99);
        var members = Marked("description", "a canary description", "description");
        members["granular_markings"]![0]!["marking_ref"] = unknown;
        var result = Assert.Single(new RedactionGraph().Add("malware", 1, members).Redact());
        Assert.Equal(RedactionOutcome.Derivative, result.Outcome);
        Assert.DoesNotContain(unknown, RedactionGraph.Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_that_leaves_under_another_id_is_named_by_that_id()
    {
        var statement = RedactionGraph.Id("marking-definition", 9);
        var document = CoastAgreements.Arrangement().Plus("sourceProtection", CoastAgreements.Source("mustNot"));
        document.Parameters("informationScope")["types"]!.AsArray().Add("marking-definition");
        var creator = new JsonObject { ["created_by_ref"] = CoastAgreements.Vendor };
        var marked = new JsonObject
        {
            ["object_marking_refs"] = new JsonArray(KnownMarkings.IdOf(Tlp.Green), statement),
        };
        var results = new RedactionGraph { Agreements = CoastAgreements.Set(document) }
            .Add("marking-definition", 9, creator)
            .Add("malware", 1, marked)
            .Redact();
        Assert.Equal("Derivative Derivative", string.Join(' ', results.Select(result => result.Outcome)));
        Assert.DoesNotContain(statement, RedactionGraph.Text(results[1]), StringComparison.Ordinal);
        Assert.Contains(results[0].ReleasedId!, RedactionGraph.Text(results[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_of_the_standard_is_never_rewritten()
    {
        var document = CoastAgreements.Arrangement().Plus("sourceProtection", CoastAgreements.Source("mustNot"));
        document.Parameters("informationScope")["types"]!.AsArray().Add("marking-definition");
        document.Parameters("releasability")["originators"]!.AsArray().Add(CoastAgreements.Vendor);
        var green = new JsonObject
        {
            ["id"] = KnownMarkings.IdOf(Tlp.Green),
            ["created_by_ref"] = CoastAgreements.Vendor,
            ["name"] = "TLP:GREEN",
            ["extensions"] = new JsonObject
            {
                ["extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"] = new JsonObject
                {
                    ["extension_type"] = "property-extension",
                    ["tlp_2_0"] = "green",
                },
            },
            ["definition_type"] = null,
            ["definition"] = null,
        };
        var graph = new RedactionGraph { Agreements = CoastAgreements.Set(document) };
        graph.Outside[CoastAgreements.Vendor] = new ReferenceState(ReferenceStatus.Released, CoastAgreements.Vendor);
        var result = Assert.Single(graph.Add("marking-definition", 1, green).Redact());
        Assert.Equal(RedactionOutcome.PassThrough, result.Outcome);
    }

    [Fact]
    public void The_original_id_of_a_derivative_stands_in_no_text()
    {
        var original = RedactionGraph.Id("malware", 1);
        var results = new RedactionGraph()
            .Add("malware", 1, new JsonObject { ["x_harbour_ticket"] = "T-1000001" })
            .Add("malware", 2, new JsonObject { ["description"] = $"like {original}" })
            .Redact();
        Assert.Equal("Derivative Withheld", string.Join(' ', results.Select(result => result.Outcome)));
    }

    [Fact]
    public void An_object_that_mentions_something_undecided_waits_with_it()
    {
        var undecided = RedactionGraph.Id("malware", 88);
        var graph = new RedactionGraph()
            .Relationship(1, undecided, RedactionGraph.Id("malware", 2))
            .Add("malware", 2, new JsonObject { ["description"] = $"see {RedactionGraph.Id("relationship", 1)}" });
        graph.Outside[undecided] = new ReferenceState(ReferenceStatus.Undecided);
        var results = graph.Redact();
        Assert.Equal([RedactionOutcome.Deferred, RedactionOutcome.Deferred], results.Select(result => result.Outcome));
        Assert.Equal([RedactionGraph.Id("relationship", 1)], results[1].Awaits);
    }

    [Fact]
    public void A_protected_source_is_named_in_no_other_property()
    {
        var document = CoastAgreements.Arrangement().Plus("sourceProtection", CoastAgreements.Source("mustNot"));
        var members = new JsonObject
        {
            ["created_by_ref"] = CoastAgreements.Vendor,
            ["x_mitre_modified_by_ref"] = CoastAgreements.Vendor,
        };
        var graph = new RedactionGraph { Agreements = CoastAgreements.Set(document) }.Add("malware", 1, members);
        graph.Outside[CoastAgreements.Vendor] = new ReferenceState(ReferenceStatus.Released, CoastAgreements.Vendor);
        var result = Assert.Single(graph.Redact());
        Assert.Equal(RedactionOutcome.Derivative, result.Outcome);
        Assert.DoesNotContain(CoastAgreements.Vendor, RedactionGraph.Text(result), StringComparison.Ordinal);
        Assert.Equal(
            CoastAgreements.IdentityOf(CoastAgreements.Blue), (string?)RedactionGraph.Json(result)["created_by_ref"]);
    }

    private static JsonObject Refs(params string[] ids) =>
        new() { ["object_refs"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) };

    private static JsonObject Marked(string name, JsonNode value, string selector, JsonObject? more = null)
    {
        var members = more ?? [];
        members[name] = value;
        members["granular_markings"] =
            new JsonArray(new JsonObject { ["marking_ref"] = Red, ["selectors"] = new JsonArray(selector) });
        return members;
    }
}
