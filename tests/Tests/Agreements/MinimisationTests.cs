using System.Text.Json.Nodes;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Redaction;
using Entente.Stix;
using Xunit;
using static Entente.Tests.Agreements.RedactionLab;

namespace Entente.Tests.Agreements;

/// <summary>What the decision asks for under minimisation and originator control, and what redaction makes of it.</summary>
public sealed class MinimisationTests
{
    private static readonly ChannelTerms ToVietnam = new(SampleAgreements.Arrangement, "jp-cdu", "vn-cyc", "live");

    /// <summary>A property of an object, a rule about it, and what leaves in its place; null when the object stays.</summary>
    public static TheoryData<string, string, string, string?> Values => new()
    {
        // type           property and value                            rule                       what leaves
        { "ipv4-addr",   "\"value\":\"198.51.100.77\"",                 "generalise value network", "\"198.51.100.0/24\"" },
        { "ipv4-addr",   "\"value\":\"198.51.100.64/26\"",              "generalise value network", "\"198.51.100.0/24\"" },
        { "ipv4-addr",   "\"value\":\"198.51.0.0/16\"",                 "generalise value network", "\"198.51.0.0/16\"" },
        { "ipv4-addr",   "\"value\":\"harbour\"",                       "generalise value network", null },
        { "ipv6-addr",   "\"value\":\"2001:db8:1:2::7\"",               "generalise value network", "\"2001:db8:1::/48\"" },
        { "malware",     "\"first_seen\":\"2026-03-14T15:09:26.5Z\"",   "generalise first_seen day", "\"2026-03-14T00:00:00.000Z\"" },
        { "malware",     "\"first_seen\":\"2026-03-14T15:09:26.5Z\"",   "generalise first_seen month", "\"2026-03-01T00:00:00.000Z\"" },
        { "malware",     "\"first_seen\":\"2026-03-14T15:09:26.5Z\"",   "generalise first_seen year", "\"2026-01-01T00:00:00.000Z\"" },
        { "malware",     "\"first_seen\":\"2026-03-14T00:00:00Z\"",     "generalise first_seen day", "\"2026-03-14T00:00:00Z\"" },
        { "malware",     "\"first_seen\":17",                           "generalise first_seen day", null },
        { "malware",     "\"name\":\"Undertow\"",                       "tokenise name",            "token" },
        { "malware",     "\"aliases\":[\"Undertow\",\"Riptide\"]",      "tokenise aliases",         "token" },
        { "malware",     "\"name\":{\"en\":\"Undertow\"}",              "tokenise name",            null },
        { "malware",     "\"description\":\"Berth 7 was hit\"",         "drop description",         "" },
        { "identity",    "\"name\":\"Harbour\",\"identity_class\":\"group\"", "drop name",          null },
        { "malware",     "\"name\":\"Undertow\"",                       "keep name",                "\"Undertow\"" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_leaves_as_the_rule_says(string type, string value, string rule, string? leaves)
    {
        var stix = Object(type, 1, value);
        var property = rule.Split(' ')[1];
        var original = JsonNode.Parse(stix.Bytes.Span)![property]!.ToJsonString();
        var result = Redact([Input(stix, Decide(stix, Minimising(Rule(rule, type))))])[0];
        if (leaves is null)
        {
            Assert.Equal(RedactionOutcome.Withheld, result.Outcome);
            return;
        }

        var left = Json(result)[property]?.ToJsonString() ?? "";
        if (leaves == "token") Assert.Matches("^\\[?(\"token-[0-9a-f]{32}\",?)+\\]?$", left);
        else Assert.Equal(leaves, left);
        var isSame = left == original;
        Assert.Equal(isSame ? RedactionOutcome.PassThrough : RedactionOutcome.Derivative, result.Outcome);
        Assert.Equal(isSame, result.ReleasedId == stix.Id);
    }

    [Fact]
    public void Equal_texts_have_equal_tokens_in_one_channel_and_others_in_another()
    {
        var other = new DerivativeIds("a secret of the discloser"u8, "another profile");
        Assert.Equal(Ids.TokenOf("captain"), Ids.TokenOf("captain"));
        Assert.NotEqual(Ids.TokenOf("captain"), Ids.TokenOf("Captain"));
        Assert.NotEqual(Ids.TokenOf("captain"), other.TokenOf("captain"));
        Assert.DoesNotContain("captain", Ids.TokenOf("captain"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_replaced_stands_nowhere_else()
    {
        var named = Object("malware", 1, "\"name\":\"harbour-master-7\",\"description\":\"of harbour-master-7\"");
        var note = Object("note", 2, $"\"content\":\"asked harbour-master-7\",\"object_refs\":{Refs(Id("malware", 3))}");
        var malware = Object("malware", 3, "\"is_family\":false");
        var results = Redact(
            [Input(named, Decide(named, Minimising(Rule("tokenise name", "malware")))), Input(note, Permit), Input(malware, Permit)]);
        Assert.Equal(
            [RedactionOutcome.Withheld, RedactionOutcome.Withheld, RedactionOutcome.PassThrough],
            results.Select(result => result.Outcome));
        Assert.Contains("leak-guard", Codes(results[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_translation_of_what_became_less_telling_stays()
    {
        var malware = Object("malware", 1, "\"is_family\":false,\"name\":\"Undertow of the north\"");
        var translation = Object(
            "language-content", 2, $"\"object_ref\":\"{Id("malware", 1)}\",\"contents\":{{\"ja\":{{\"name\":\"x\"}}}}");
        var results = Redact(
            [Input(malware, Decide(malware, Minimising(Rule("tokenise name", "malware")))), Input(translation, Permit)]);
        Assert.Equal(
            [RedactionOutcome.Derivative, RedactionOutcome.Withheld], results.Select(result => result.Outcome));
    }

    [Fact]
    public void Two_changes_of_one_property_remove_it_and_what_cannot_be_removed_stays()
    {
        var both = Minimising(Rule("generalise first_seen day", "malware"), Rule("generalise first_seen month"));
        Assert.Null(Compile(both));
        var apart = Minimising(Rule("generalise first_seen day", "malware"))
            .Plus("minimisation", CoastClauses.Minimisation(Rule("generalise first_seen month")));
        var stix = Object("malware", 1, "\"first_seen\":\"2026-03-14T15:09:26.5Z\"");
        var result = Redact([Input(stix, Decide(stix, apart))])[0];
        Assert.Equal(RedactionOutcome.Derivative, result.Outcome);
        Assert.Null(Json(result)["first_seen"]);
    }

    [Fact]
    public void What_is_decided_again_after_less_was_left_is_permitted_or_the_same()
    {
        foreach (var row in Values)
        {
            var (type, value, rule, leaves) = row.Data;
            if (leaves is null || rule.StartsWith("tokenise", StringComparison.Ordinal)) continue;
            var stix = Object(type, 1, value);
            var document = Minimising(Rule(rule, type));
            var first = Redact([Input(stix, Decide(stix, document))])[0];
            var again = Read(Text(first));
            var second = Redact([Input(again, Decide(again, document))])[0];
            Assert.Equal(RedactionOutcome.PassThrough, second.Outcome);
        }
    }

    [Theory]
    [InlineData(false, "derive", "", "derivation-needs-consent")]
    [InlineData(false, "derive", "derive", "")]
    [InlineData(true, "", "derive", "originator-not-kept")]
    [InlineData(false, "downgrade", "", "")]
    public void Of_what_is_anothers_no_derivative_is_made_in_the_graph_either(
        bool keep, string needs, string consents, string code)
    {
        var control = CoastClauses.Originator(needs.Length > 0 ? [needs] : []);
        control["keepOriginator"] = keep;
        var document = Plain();
        document["clauses"]!.AsArray().RemoveAt(10);
        document.Plus("originatorControl", control);
        var report = Object(
            "report", 1,
            $"\"name\":\"r\",\"published\":\"{Time}\",\"created_by_ref\":\"{Attack}\",\"object_refs\":{Refs(Id("malware", 2), Id("malware", 3))}");
        var facts = Facts(report) with { Consents = consents.Length > 0 ? [consents] : [], Remarked = false };
        var verdict = DecisionEngine.Decide(facts, ToVietnam, Compile(document)!, SampleAgreements.Within);
        Assert.Equal(Outcome.Permit, verdict.Outcome);

        // The report would become a derivative, because one of the objects that it names stays.
        var result = Redact([Input(report, verdict), Input("malware", 2), Withheld("malware", 3)])[0];
        Assert.Equal(code.Length > 0 ? RedactionOutcome.Withheld : RedactionOutcome.Derivative, result.Outcome);
        if (code.Length > 0) Assert.Contains(code, Codes(result), StringComparison.Ordinal);
    }

    private static JsonObject Rule(string words, params string[] types) =>
        words.Split(' ') is [var action, var property, .. var to]
            ? CoastClauses.Rule(action, property, to is [var one] ? one : null, types)
            : throw new ArgumentException(words);

    private static JsonObject Plain() =>
        SampleAgreements.Draw("jp-vn-cyber-arrangement", SampleAgreements.Read(SampleAgreements.Draw("jp-vn-cyber-memorandum")));

    private static JsonObject Minimising(params JsonObject[] rules) =>
        Plain().Plus("minimisation", CoastClauses.Minimisation(rules));

    private static AgreementSet? Compile(JsonObject document)
    {
        var memorandum = SampleAgreements.Read(SampleAgreements.Draw("jp-vn-cyber-memorandum"));
        var set = SampleAgreements.Activate(AgreementSet.Empty, SampleAgreements.Sign(memorandum), out _);
        var signed = SampleAgreements.Sign(SampleAgreements.Read(document));
        var full = SampleAgreements.Activate(set, signed, out var reasons);
        return reasons.IsEmpty ? full : null;
    }

    private static Verdict Decide(StixObject stix, JsonObject document) =>
        DecisionEngine.Decide(Facts(stix), ToVietnam, Compile(document)!, SampleAgreements.Within);

    private static ReleaseFacts Facts(StixObject stix) => new()
    {
        Type = stix.Type,
        Realm = "live",
        Markings = [MarkingFact.OfKnown(Green)],
        CreatorId = stix.CreatedByRef,
        Properties = [.. stix.PropertyNames.Order(StringComparer.Ordinal)],
    };
}
