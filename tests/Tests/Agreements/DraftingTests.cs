using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Agreements.Drafting;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>What a drafter is told before anybody signs.</summary>
public sealed class DraftingTests
{
    private static readonly AgreementDocument Memorandum = SampleAgreements.Read(SampleAgreements.Draw("jp-vn-cyber-memorandum"));

    private static readonly AgreementSet Frameworks =
        AgreementCompiler.Rehearse(Memorandum, AgreementSet.Empty, out _)!;

    [Fact]
    public void Faults_of_form_of_clauses_and_between_clauses_come_at_once()
    {
        var draft = Arrangement(document =>
        {
            SampleAgreements.Parameters(document, "releasability")["mood"] = "generous";
            SampleAgreements.Parameters(document, "informationScope")["holdTypes"] = new JsonArray("threat-actor");
            Clause(document, "marking")["appliesTo"] = new JsonObject { ["from"] = new JsonArray("atlantis"), ["to"] = new JsonArray() };
        });
        var faults = DraftCheck.Run(Bytes(draft), Frameworks);
        Assert.Equal(
            ["clauses-contradict", "parameter-unknown", "party-unknown"],
            faults.Select(fault => fault.Code).Order(StringComparer.Ordinal));
        Assert.All(faults, fault => Assert.StartsWith("/clauses/", fault.Pointer, StringComparison.Ordinal));
    }

    [Fact]
    public void A_clause_that_cannot_be_read_is_not_called_missing_and_nobody_a_stranger_for_it()
    {
        var faults = DraftCheck.Run(
            Bytes(Arrangement(document => SampleAgreements.Parameters(document, "parties")["parties"]![0]!.AsObject().Remove("country"))),
            Frameworks);
        Assert.Equal(["parameter-missing"], faults.Select(fault => fault.Code).Distinct());
    }

    [Fact]
    public void What_nobody_could_read_is_one_fault_and_a_good_draft_is_none()
    {
        Assert.Single(DraftCheck.Run("{"u8.ToArray(), null));
        Assert.Empty(DraftCheck.Run(Bytes(Arrangement()), Frameworks));
        Assert.Equal(["parent-missing"], DraftCheck.Run(Bytes(Arrangement()), AgreementSet.Empty).Select(fault => fault.Code));
        Assert.Empty(DraftCheck.Run(Bytes(Arrangement()), null));
    }

    [Fact]
    public void A_draft_without_notice_and_suspension_or_that_is_over_is_warned_about()
    {
        var document = SampleAgreements.Read(Arrangement(draft =>
            SampleAgreements.Parameters(draft, "validity").Remove("noticePeriod")));
        var late = DraftCheck.Warnings(document, new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(
            ["notice-absent", "suspension-absent", "validity-over"],
            late.Select(warning => warning.Code).Order(StringComparer.Ordinal));
        Assert.All(late, warning => Assert.Equal(Severity.Warning, warning.Severity));
        Assert.Contains(
            DraftCheck.Warnings(Memorandum, SampleAgreements.Within), warning => warning.Code == "framework-alone");
    }

    [Fact]
    public void Clauses_are_compared_by_id_and_lists_as_sets()
    {
        var before = SampleAgreements.Read(Arrangement());
        var after = SampleAgreements.Read(Arrangement(document =>
        {
            document["version"] = 2;
            var types = SampleAgreements.Parameters(document, "informationScope")["types"]!.AsArray();
            var reversed = types.Select(type => type!.GetValue<string>()).Reverse().Where(type => type != "tool").Append("threat-actor");
            SampleAgreements.Parameters(document, "informationScope")["types"] =
                new JsonArray([.. reversed.Select(type => JsonValue.Create(type))]);
            var parties = SampleAgreements.Parameters(document, "parties")["parties"]!.AsArray();
            parties.Single(party => party!["id"]!.GetValue<string>() == "vn-cyc")!["authority"] = "Somebody else";
            document["clauses"]!.AsArray().Remove(Clause(document, "onwardRelease"));
        }));
        var changes = DocumentDiff.Between(before, after);
        Assert.Equal(
            ["changed document", "changed parties", "changed informationScope", "removed onwardRelease"],
            changes.Select(change => $"{change.Kind} {change.Type}"));
        Assert.Equal(new ValueChange("/version", "1", "2"), Assert.Single(changes[0].Values));
        Assert.Equal("/parameters/parties/vn-cyc/authority", Assert.Single(changes[1].Values).Pointer);
        Assert.Equal(
            [new ValueChange("/parameters/types", "\"tool\"", null), new ValueChange("/parameters/types", null, "\"threat-actor\"")],
            changes[2].Values);
        Assert.Empty(DocumentDiff.Between(before, before));
        Assert.Equal("added", DocumentDiff.Between(after, before)[^1].Kind);
    }

    [Fact]
    public void A_type_more_is_newly_released_to_each_recipient_with_a_witness_that_decides_so()
    {
        var (before, after) = (Set(Arrangement()), Set(Arrangement(AddThreatActor)));
        var changes = Diff(before, after);
        Assert.All(changes, change => Assert.Equal("threat-actor", change.Type));
        Assert.Equal(
            [("jp-cdu", "vn-cyc"), ("vn-cyc", "jp-cdu")],
            changes.Where(change => change.IsNewlyReleased).Select(change => (change.Channel.Discloser, change.Channel.Recipient)).Distinct());
        var released = changes.First(change => change.IsNewlyReleased);
        Assert.Contains("TLP:GREEN", released.Markings);
        Assert.DoesNotContain("TLP:RED", released.Markings);
        Assert.Equal(Outcome.Deny, DecisionEngine.Decide(released.Witness, released.Channel, before, SampleAgreements.Within).Outcome);
        Assert.Equal(released.After, DecisionEngine.Decide(released.Witness, released.Channel, after, SampleAgreements.Within).Outcome);
        Assert.Equal(
            changes.Where(change => change.IsNewlyReleased).Sum(change => change.Count),
            Diff(after, before).Where(change => change.IsNewlyWithheld).Sum(change => change.Count));
    }

    [Fact]
    public void The_same_text_changes_nothing_and_a_first_text_releases_whatever_it_permits()
    {
        var set = Set(Arrangement());
        Assert.Empty(Diff(set, set));
        var first = Diff(Frameworks, set);
        Assert.All(first.Where(change => change.Before != Outcome.Deny), _ => Assert.Fail("nothing was released before"));
        Assert.Contains(first, change => change is { Type: "indicator", IsNewlyReleased: true });
    }

    [Fact]
    public void Every_class_of_the_domain_is_listed_when_and_only_when_it_is_decided_otherwise()
    {
        var lower = Arrangement(document => SampleAgreements.Parameters(document, "marking")["ceiling"]!["tlp"] = "TLP:GREEN");
        var (before, after) = (Set(Arrangement()), Set(lower));
        var changes = Diff(before, after);
        var levels = KnownMarkings.All.Where(known => !known.IsLegacy).Select(known => MarkingFact.OfKnown(known.Id)).ToArray();
        var tlp = levels.Where(fact => fact.Scheme == MarkingScheme.Tlp).Cast<MarkingFact?>().Append(null).ToArray();
        var pap = levels.Where(fact => fact.Scheme == MarkingScheme.Pap).Cast<MarkingFact?>().Append(null).ToArray();
        var types = new[] { "indicator", "malware", "vulnerability", "report", "x-other" };
        Gen.Select(Gen.Int[0, types.Length - 1], Gen.Int[0, tlp.Length - 1], Gen.Int[0, pap.Length - 1]).Sample((type, first, second) =>
        {
            var facts = new ReleaseFacts
            {
                Type = types[type], Realm = "live", Properties = [], Remarked = false,
                Markings = [.. new[] { tlp[first], pap[second] }.OfType<MarkingFact>().OrderBy(fact => fact.Id, StringComparer.Ordinal)],
            };
            var channel = new ChannelTerms(SampleAgreements.Arrangement, "jp-cdu", "vn-cyc", "live") { Security = ChannelSecurity.OfNode };
            var outcomes = (DecisionEngine.Decide(facts, channel, before, SampleAgreements.Within).Outcome,
                DecisionEngine.Decide(facts, channel, after, SampleAgreements.Within).Outcome);
            var listed = changes.Where(change => change.Channel == channel && change.Type == facts.Type
                && (change.Before, change.After) == outcomes && change.Markings.Contains(ReleaseDiff.Label(facts)));
            Assert.Equal(outcomes.Item1 != outcomes.Item2, listed.Any());
        }, iter: 500);
    }

    private static ImmutableArray<ReleaseChange> Diff(AgreementSet before, AgreementSet after) =>
        ReleaseDiff.Between(before, after, SampleAgreements.Arrangement, SampleAgreements.Within);

    private static void AddThreatActor(JsonObject document)
    {
        foreach (var clause in document["clauses"]!.AsArray().Where(clause => clause!["type"]!.GetValue<string>() == "informationScope"))
        {
            var directions = clause!["parameters"]!["directions"]!.AsArray();
            if (directions.Any(way => way!["from"]!.GetValue<string>() == "jp-cdu"))
            {
                clause["parameters"]!["types"]!.AsArray().Add("threat-actor");
            }
        }
    }

    private static JsonObject Arrangement(Action<JsonObject>? change = null) =>
        SampleAgreements.Draw("jp-vn-cyber-arrangement", Memorandum, change);

    private static AgreementSet Set(JsonObject draft)
    {
        var set = AgreementCompiler.Rehearse(SampleAgreements.Read(draft), Frameworks, out var reasons);
        Assert.True(set is not null, string.Join("; ", reasons));
        return set;
    }

    private static byte[] Bytes(JsonObject draft) => Encoding.UTF8.GetBytes(draft.ToJsonString());

    private static JsonObject Clause(JsonObject document, string type) => document["clauses"]!.AsArray()
        .First(clause => clause!["type"]!.GetValue<string>() == type)!.AsObject();
}
