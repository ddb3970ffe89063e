using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>The decision function: a table of what each clause does, and the laws it must keep.</summary>
public sealed class DecisionEngineTests
{
    private static readonly AgreementSet Agreements = SampleAgreements.JapanVietNam();

    private static readonly ChannelTerms ToVietNam = new(SampleAgreements.Arrangement, "jp-cdu", "vn-cyc", "live");

    private static readonly ChannelTerms ToJapan = new(SampleAgreements.Arrangement, "vn-cyc", "jp-cdu", "live");

    internal static readonly Gen<ReleaseFacts> AnyFacts = Gen.Select(
        Pick("indicator", "malware", "vulnerability", "threat-actor", "x-foo", "identity", ""),
        Pick("live", "exercise", "nowhere"),
        AnyMarking.List[0, 3],
        Pick<string?>(null, "vn-cyc", "sg-dco", "??"),
        Pick<string?>(null, "identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5", "identity--00000000-0000-4000-8000-000000000000"),
        Pick("", "x_mitre_version", "x_other", "extension-definition--00000000-0000-4000-8000-000000000000"),
        (type, realm, marks, origin, creator, extension) => new ReleaseFacts
        {
            Type = type, Realm = realm, Markings = [.. marks.DistinctBy(mark => mark.Id)], OriginParty = origin, CreatorId = creator,
            OriginAgreementId = origin is null ? null : SampleAgreements.Arrangement,
            Extensions = extension.Length == 0 ? [] : [extension],
        });

    private static Gen<MarkingFact> AnyMarking => Gen.OneOf(
        Pick(KnownMarkings.All.Select(known => MarkingFact.OfKnown(known.Id)).ToArray()),
        Pick(
            new MarkingFact("marking-definition--a", MarkingFactKind.Unknown),
            new MarkingFact("marking-definition--b", MarkingFactKind.Statement),
            new MarkingFact("marking-definition--c", MarkingFactKind.Agreement, AgreementId: "urn:entente:agreement:other")));

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [Theory]
    [InlineData("indicator", "TLP:CLEAR", Outcome.Permit, "permitted")]
    [InlineData("indicator", "TLP:GREEN", Outcome.Permit, "permitted")]
    [InlineData("indicator", "TLP:AMBER", Outcome.Permit, "permitted")]
    [InlineData("indicator", "TLP:AMBER+STRICT", Outcome.Permit, "permitted")]
    [InlineData("indicator", "TLP:RED", Outcome.Deny, "above-ceiling")]
    [InlineData("indicator", "", Outcome.Deny, "unmarked")]
    [InlineData("vulnerability", "TLP:GREEN", Outcome.Hold, "approval-needed")]
    [InlineData("vulnerability", "TLP:RED", Outcome.Deny, "above-ceiling")]
    [InlineData("threat-actor", "TLP:GREEN", Outcome.Deny, "type-not-in-scope")]
    public void A_type_and_a_marking_come_out_as_the_arrangement_says(string type, string label, Outcome outcome, string code)
    {
        var verdict = Decide(Facts(type, label), ToVietNam);
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(code, verdict.Reasons[0].Code);
    }

    [Theory]
    [InlineData("vulnerability", "TLP:GREEN", ReleaserAnswer.Approved, Outcome.Permit, "permitted")]
    [InlineData("vulnerability", "TLP:GREEN", ReleaserAnswer.Refused, Outcome.Deny, "approval-refused")]
    [InlineData("vulnerability", "TLP:RED", ReleaserAnswer.Approved, Outcome.Deny, "above-ceiling")]
    [InlineData("indicator", "TLP:GREEN", ReleaserAnswer.Refused, Outcome.Permit, "permitted")]
    [InlineData("threat-actor", "TLP:GREEN", ReleaserAnswer.Approved, Outcome.Deny, "type-not-in-scope")]
    public void A_releasers_answer_counts_where_one_is_asked_for_and_for_nothing_else(
        string type, string label, ReleaserAnswer answer, Outcome outcome, string code)
    {
        var verdict = Decide(Facts(type, label) with { Answer = answer }, ToVietNam);
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(code, verdict.Reasons[0].Code);
    }

    [Fact]
    public void A_statement_alone_is_carried_and_refused_where_the_clause_says_so()
    {
        var facts = Facts("attack-pattern", "") with { Markings = [new MarkingFact("marking-definition--s", MarkingFactKind.Statement)] };
        Assert.Equal(Outcome.Permit, Decide(facts, ToVietNam).Outcome);
        var refusing = SampleAgreements.JapanVietNam(document => SampleAgreements.Parameters(document, "marking")["statements"] = "refuse");
        Assert.Equal(Outcome.Deny, DecisionEngine.Decide(facts, ToVietNam, refusing, SampleAgreements.Within).Outcome);
    }

    [Fact]
    public void What_a_third_party_gave_is_not_passed_on_and_nothing_goes_back_to_its_giver()
    {
        var given = Facts("indicator", "TLP:GREEN") with { OriginParty = "sg-dco", OriginAgreementId = "urn:entente:agreement:jp-sg-cyber-arrangement" };
        Assert.Contains(Decide(given, ToVietNam).Reasons, reason => reason.Code == "onward-consent-missing");
        Assert.Contains(Decide(given with { OriginParty = "vn-cyc" }, ToVietNam).Reasons, reason => reason.Code == "originator-has-it");
    }

    [Fact]
    public void Viet_Nams_sources_are_not_named_and_Japans_may_be()
    {
        var facts = Facts("indicator", "TLP:GREEN") with { HasExternalReferences = true, CreatorId = "identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5" };
        Assert.Equal(Outcome.Permit, Decide(facts, ToVietNam).Outcome);
        var verdict = Decide(facts, ToJapan);
        Assert.Equal(Outcome.Transform, verdict.Outcome);
        Assert.Contains(verdict.Transforms, op => op.Argument == "external_references");
    }

    [Theory]
    [InlineData("2025-12-31T23:59:59.999Z", false)]
    [InlineData("2026-01-01T00:00:00Z", true)]
    [InlineData("2030-12-31T23:59:59.999Z", true)]
    [InlineData("2031-01-01T00:00:00Z", false)]
    public void It_is_in_force_from_its_first_instant_up_to_its_last(string now, bool inForce)
    {
        var verdict = DecisionEngine.Decide(Facts("indicator", "TLP:GREEN"), ToVietNam, Agreements, DateTimeOffset.Parse(now));
        Assert.Equal(inForce, verdict.Outcome == Outcome.Permit);
    }

    [Fact]
    public void Nothing_is_released_outside_validity_or_in_a_suspension()
    {
        var suspended = SampleAgreements.JapanVietNam(document => SampleAgreements.Parameters(document, "validity")["suspended"] =
            new JsonArray(new JsonObject { ["from"] = "2027-01-01T00:00:00Z", ["until"] = "2028-01-01T00:00:00Z" }));
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Gen.Select(AnyFacts, Gen.Int[0, 365 * 15]).Sample((facts, days) =>
        {
            var now = from.AddDays(days);
            var open = now.Year is >= 2026 and < 2031 and not 2027;
            var verdict = DecisionEngine.Decide(facts, ToVietNam, suspended, now);
            return open || verdict.Outcome == Outcome.Deny;
        });
    }

    [Fact]
    public void Every_input_gets_a_verdict_with_reasons() => AnyFacts.Sample(facts =>
    {
        foreach (var channel in new[] { ToVietNam, ToJapan, new ChannelTerms("?", "", "", "live"), ToVietNam with { Recipient = "sg-dco" } })
        {
            Assert.NotEmpty(DecisionEngine.Decide(facts, channel, Agreements, SampleAgreements.Within).Reasons);
        }
    });

    [Fact]
    public void The_order_of_clauses_and_markings_changes_nothing()
    {
        var turned = SampleAgreements.JapanVietNam(document =>
            document["clauses"] = new JsonArray([.. document["clauses"]!.AsArray().Reverse().Select(clause => clause!.DeepClone())]));
        AnyFacts.Sample(facts =>
        {
            var other = facts with { Markings = [.. facts.Markings.Reverse()] };
            return Decide(facts, ToVietNam).ToString()
                == DecisionEngine.Decide(other, ToVietNam, turned, SampleAgreements.Within).ToString();
        });
    }

    [Fact]
    public void A_further_restriction_never_turns_a_withhold_into_a_release()
    {
        var restricted = SampleAgreements.JapanVietNam(document =>
        {
            var clauses = document["clauses"]!.AsArray();
            foreach (var type in new[] { "informationScope", "releasability", "marking", "purpose" })
            {
                var copy = clauses.First(clause => clause!["type"]!.GetValue<string>() == type)!.DeepClone().AsObject();
                copy["id"] = $"extra{type}";
                if (type == "informationScope") copy["parameters"]!["types"] = new JsonArray("indicator", "identity");
                if (type == "marking") copy["parameters"]!["ceiling"]!["tlp"] = "TLP:GREEN";
                clauses.Add(copy);
            }
        });
        AnyFacts.Sample(facts =>
            DecisionEngine.Decide(facts, ToVietNam, restricted, SampleAgreements.Within).Outcome >= Decide(facts, ToVietNam).Outcome);
    }

    [Fact]
    public void Levels_and_ceilings_agree_with_a_slow_and_obvious_evaluator()
    {
        foreach (var ceiling in Enum.GetValues<Tlp>())
        {
            var set = SampleAgreements.JapanVietNam(document =>
                SampleAgreements.Parameters(document, "marking")["ceiling"]!["tlp"] = KnownMarkings.LabelOf(ceiling));
            foreach (var tlp in Enum.GetValues<Tlp>())
            {
                foreach (var pap in Enum.GetValues<Pap>())
                {
                    var facts = Facts("indicator", "") with
                    {
                        Markings = [MarkingFact.OfKnown(KnownMarkings.IdOf(tlp)), MarkingFact.OfKnown(KnownMarkings.IdOf(pap))],
                    };
                    var expected = tlp <= ceiling && tlp != Tlp.Red ? Outcome.Permit : Outcome.Deny;
                    Assert.Equal(expected, DecisionEngine.Decide(facts, ToVietNam, set, SampleAgreements.Within).Outcome);
                }
            }
        }
    }

    private static Verdict Decide(ReleaseFacts facts, ChannelTerms channel) =>
        DecisionEngine.Decide(facts, channel, Agreements, SampleAgreements.Within);

    internal static ReleaseFacts Facts(string type, string label)
    {
        ImmutableArray<MarkingFact> marks = KnownMarkings.TryGetByLabel(label, out var known) ? [MarkingFact.OfKnown(known.Id)] : [];
        return new ReleaseFacts { Type = type, Realm = "live", Markings = marks };
    }
}
