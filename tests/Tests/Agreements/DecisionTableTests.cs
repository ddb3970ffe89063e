using System.Text.Json.Nodes;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>One line a case: what is changed in facts, agreement or channel, and what it comes to.</summary>
public sealed class DecisionTableTests
{
    private const string Other = "urn:entente:agreement:coast-sea";
    private static readonly AgreementSet Plain = CoastAgreements.Set();
    private static readonly string Own = Plain.Find(CoastAgreements.ArrangementId)!.MarkingId;

    private static readonly ReleaseFacts Green = new()
    {
        Type = "indicator",
        Realm = "live",
        Markings = [Level(Tlp.Green)],
        CreatorId = CoastAgreements.IdentityOf(CoastAgreements.Blue),
    };

    public static TheoryData<string, string, string> FactCases() => new()
    {
        // case                          outcome      codes
        { "as is",                       "Permit",    "permitted" },
        { "no creator",                  "Permit",    "permitted" },
        { "creator of no party",         "Permit",    "permitted" },
        { "creator unlisted",            "Deny",      "originator-not-releasable" },
        { "clear",                       "Permit",    "permitted" },
        { "amber",                       "Permit",    "permitted" },
        { "amber strict",                "Permit",    "permitted" },
        { "red",                         "Deny",      "above-ceiling no-named-recipients" },
        { "red and clear",               "Deny",      "above-ceiling no-named-recipients" },
        { "pap red alone",               "Permit",    "permitted" },
        { "unmarked",                    "Deny",      "unmarked" },
        { "unknown",                     "Deny",      "marking-unknown" },
        { "unknown beside green",        "Deny",      "marking-unknown" },
        { "statement alone",             "Permit",    "permitted" },
        { "statement definition",        "Deny",      "type-not-in-scope" },
        { "own agreement mark",          "Permit",    "permitted" },
        { "other agreement's mark",      "Deny",      "bound-to-other-agreement" },
        { "type out of scope",           "Deny",      "type-not-in-scope" },
        { "custom type in scope",        "Permit",    "permitted" },
        { "custom property in scope",    "Permit",    "permitted" },
        { "custom property not in scope", "Transform", "property-not-in-scope" },
        { "prefix only",                 "Transform", "property-not-in-scope" },
        { "extension in scope",          "Permit",    "permitted" },
        { "extension not in scope",      "Deny",      "extension-not-in-scope" },
        { "other realm",                 "Deny",      "realm-mismatch" },
        { "no realm",                    "Deny",      "realm-mismatch" },
        { "received elsewhere",          "Deny",      "onward-consent-missing" },
        { "received, giver unknown",     "Deny",      "onward-consent-missing" },
        { "received under nothing",      "Deny",      "onward-consent-missing" },
        { "received from recipient",     "Deny",      "originator-has-it" },
        { "everything wrong",            "Deny",      "above-ceiling marking-unknown no-named-recipients " +
            "onward-consent-missing property-not-in-scope realm-mismatch type-not-in-scope" },
        { "no lists at all",             "Deny",      "evaluation-error" },
    };

    [Theory]
    [MemberData(nameof(FactCases))]
    public void Facts_come_to(string name, string outcome, string codes) => AssertVerdict(
        DecisionEngine.Decide(Facts(name), CoastAgreements.BlueToGreen, Plain, CoastAgreements.Now), outcome, codes);

    public static TheoryData<string, string, string> AgreementCases() => new()
    {
        { "hold type",                     "Hold",      "approval-needed" },
        { "hold type of another object",   "Permit",    "permitted" },
        { "purpose not allowed",           "Deny",      "purpose-not-allowed" },
        { "no purpose allowed",            "Deny",      "purpose-not-allowed" },
        { "second purpose clause forbids", "Deny",      "purpose-not-allowed" },
        { "second purpose clause of others", "Permit",  "permitted" },
        { "no direction",                  "Deny",      "direction-not-allowed" },
        { "second scope narrows",          "Deny",      "type-not-in-scope" },
        { "scope of others only",          "Deny",      "permit-missing" },
        { "marking of others only",        "Deny",      "permit-missing" },
        { "ceiling clear",                 "Deny",      "above-ceiling" },
        { "ceiling green",                 "Permit",    "permitted" },
        { "second ceiling is lower",       "Deny",      "above-ceiling" },
        { "not in community",              "Deny",      "outside-community" },
        { "tlp not accepted",              "Deny",      "above-ceiling scheme-not-accepted" },
        { "pap required",                  "Deny",      "marking-missing" },
        { "originators include none",      "Deny",      "originator-not-releasable" },
        { "originators include others",    "Deny",      "originator-not-releasable" },
        { "originators include identity",  "Permit",    "permitted" },
        { "recipients include none",       "Deny",      "recipient-not-listed" },
        { "originators exclude country",   "Deny",      "originator-not-releasable" },
        { "originators exclude others",    "Permit",    "permitted" },
        { "source may",                    "Permit",    "permitted" },
        { "source must",                   "Permit",    "permitted" },
        { "source must not, own",          "Permit",    "permitted" },
        { "source must not, vendor",       "Transform", "source-replaced" },
        { "source must not, omit",         "Transform", "source-replaced" },
        { "source must not, strip",        "Transform", "references-stripped" },
        { "source must not, of others",    "Permit",    "permitted" },
        { "source must not, held",         "Hold",      "approval-needed source-replaced" },
        { "exercise realm",                "Deny",      "realm-mismatch" },
    };

    [Theory]
    [MemberData(nameof(AgreementCases))]
    public void Agreements_come_to(string name, string outcome, string codes)
    {
        var facts = name switch
        {
            "source must not, vendor" or "source must not, omit" or "source must not, held" =>
                Green with { CreatorId = CoastAgreements.Vendor },
            "source must not, strip" => Green with { HasExternalReferences = true },
            _ => Green,
        };
        var set = CoastAgreements.Set(Agreement(name));
        AssertVerdict(
            DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, set, CoastAgreements.Now), outcome, codes);
    }

    [Theory]
    [InlineData("urn:entente:agreement:nowhere", "blue-cu", "green-cu", "live", "agreement-missing")]
    [InlineData(CoastAgreements.ArrangementId, "blue-cu", "rose-cu", "live", "party-not-listed")]
    [InlineData(CoastAgreements.ArrangementId, "rose-cu", "green-cu", "live", "party-not-listed")]
    [InlineData(CoastAgreements.ArrangementId, "blue-cu", "blue-cu", "live", "direction-not-allowed")]
    [InlineData(CoastAgreements.ArrangementId, "blue-cu", "green-cu", "exercise", "realm-mismatch")]
    [InlineData(CoastAgreements.FrameworkId, "blue-cu", "green-cu", "live", "framework-alone")]
    public void Channels_come_to(string agreement, string from, string to, string realm, string code)
    {
        var channel = new ChannelTerms(agreement, from, to, realm);
        var verdict = DecisionEngine.Decide(Green, channel, Plain, CoastAgreements.Now);
        Assert.Equal(Outcome.Deny, verdict.Outcome);
        Assert.Contains(verdict.Reasons, reason => reason.Code == code);
    }

    [Fact]
    public void The_onward_clause_of_the_agreement_it_came_under_is_cited()
    {
        var framework = CoastAgreements.FrameworkSet();
        var other = CoastAgreements.Arrangement();
        other["id"] = Other;
        var set = framework.With(CoastAgreements.Compiled(CoastAgreements.Arrangement(), framework))
            .With(CoastAgreements.Compiled(other, framework));
        foreach (var facts in new[]
        {
            Green with { OriginParty = CoastAgreements.Sand, OriginAgreementId = Other },
            Green with { Markings = [Level(Tlp.Green), new("m", MarkingFactKind.Agreement, AgreementId: Other)] },
        })
        {
            var verdict = DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, set, CoastAgreements.Now);
            var reason = Assert.Single(verdict.Reasons);
            Assert.Equal(new ClauseRef(Other, 1, "c7", "Article 6", "onwardRelease"), reason.Clause);
        }
    }

    [Fact]
    public void A_definition_of_the_standard_needs_no_originator_and_no_marking()
    {
        var document = CoastAgreements.Arrangement();
        document.Parameters("informationScope")["types"]!.AsArray().Add("marking-definition");
        var facts = new ReleaseFacts
        {
            Type = "marking-definition",
            Realm = "live",
            StandardDefinition = true,
            CreatorId = "identity--99999999-9999-4999-8999-999999999999",
        };
        AssertVerdict(
            DecisionEngine.Decide(
                facts, CoastAgreements.BlueToGreen, CoastAgreements.Set(document), CoastAgreements.Now),
            "Permit",
            "permitted");
    }

    [Fact]
    public void Handling_is_the_stricter_of_mark_and_floor()
    {
        var document = CoastAgreements.Arrangement();
        document.Parameters("marking")["floor"] = new JsonObject { ["tlp"] = "TLP:AMBER" };
        var set = CoastAgreements.Set(document);
        Assert.Equal("handling:TLP:AMBER", Handling(Level(Tlp.Green)));
        Assert.Equal("handling:TLP:AMBER+STRICT", Handling(Level(Tlp.AmberStrict)));

        string Handling(MarkingFact mark) => DecisionEngine
            .Decide(Green with { Markings = [mark] }, CoastAgreements.BlueToGreen, set, CoastAgreements.Now)
            .Obligations.Single(obligation => obligation.StartsWith("handling:", StringComparison.Ordinal));
    }

    internal static MarkingFact Level(Tlp level) => MarkingFact.OfKnown(KnownMarkings.IdOf(level));

    internal static MarkingFact Level(Pap level) => MarkingFact.OfKnown(KnownMarkings.IdOf(level));

    internal static ReleaseFacts Facts(string name)
    {
        var statement = new MarkingFact("marking-definition--s", MarkingFactKind.Statement);
        var unknown = new MarkingFact("marking-definition--u", MarkingFactKind.Unknown);
        var received = Green with { OriginParty = CoastAgreements.Sand, OriginAgreementId = Other };
        return name switch
        {
            "as is" => Green,
            "no creator" => Green with { CreatorId = null },
            "creator of no party" => Green with { CreatorId = CoastAgreements.Vendor },
            "creator unlisted" => Green with { CreatorId = "identity--99999999-9999-4999-8999-999999999999" },
            "clear" => Marked(Level(Tlp.Clear)),
            "amber" => Marked(Level(Tlp.Amber)),
            "amber strict" => Marked(Level(Tlp.AmberStrict)),
            "red" => Marked(Level(Tlp.Red)),
            "red and clear" => Marked(Level(Tlp.Red), Level(Tlp.Clear)),
            "pap red alone" => Marked(Level(Pap.Red)),
            "unmarked" => Marked(),
            "unknown" => Marked(unknown),
            "unknown beside green" => Marked(Level(Tlp.Green), unknown),
            "statement alone" => Marked(statement),
            "statement definition" =>
                Green with { Type = "marking-definition", Markings = [], StatementDefinition = true },
            "own agreement mark" =>
                Marked(new MarkingFact(Own, MarkingFactKind.Agreement, AgreementId: CoastAgreements.ArrangementId)),
            "other agreement's mark" =>
                Marked(Level(Tlp.Clear), new MarkingFact("x", MarkingFactKind.Agreement, AgreementId: Other)),
            "type out of scope" => Green with { Type = "threat-actor" },
            "custom type in scope" => Green with { Type = "x-mitre-tactic" },
            "custom property in scope" => Green with { Extensions = ["x_mitre_platforms"] },
            "custom property not in scope" => Green with { Extensions = ["x_harbour_ticket"] },
            "prefix only" => Green with { Extensions = ["x_mitre"] },
            "extension in scope" => Green with { Type = "file", Extensions = ["archive-ext"] },
            "extension not in scope" => Green with { Type = "file", Extensions = ["pdf-ext"] },
            "other realm" => Green with { Realm = "exercise" },
            "no realm" => Green with { Realm = "" },
            "received elsewhere" => received,
            "received, giver unknown" => received with { OriginParty = null },
            "received under nothing" => received with { OriginAgreementId = null },
            "received from recipient" => received with { OriginParty = CoastAgreements.Green },
            "everything wrong" => new ReleaseFacts
            {
                Type = "threat-actor",
                Realm = "exercise",
                Extensions = ["x_harbour_ticket"],
                Markings = [Level(Tlp.Red), unknown],
                OriginParty = CoastAgreements.Sand,
                OriginAgreementId = Other,
            },
            "no lists at all" => Green with { Markings = default },
            _ => throw new ArgumentException(name),
        };
    }

    private static ReleaseFacts Marked(params MarkingFact[] marks) => Green with { Markings = [.. marks] };

    private static JsonObject Agreement(string name)
    {
        string[] sand = [CoastAgreements.Sand];
        var document = CoastAgreements.Arrangement();
        var scope = document.Parameters("informationScope");
        var purpose = document.Parameters("purpose");
        var marking = document.Parameters("marking");
        switch (name)
        {
            case "hold type":
                scope["holdTypes"] = new JsonArray("indicator");
                break;
            case "hold type of another object":
                scope["holdTypes"] = new JsonArray("malware");
                break;
            case "purpose not allowed":
                purpose["allowed"] = new JsonArray("exercise");
                break;
            case "no purpose allowed":
                purpose["allowed"] = new JsonArray();
                break;
            case "second purpose clause forbids":
                document.Plus("purpose", Changed(CoastAgreements.Purpose(), p =>
                {
                    p["allowed"] = new JsonArray("exercise");
                    p["forbidden"] = new JsonArray("networkDefence");
                }));
                break;
            case "second purpose clause of others":
                document.Plus("purpose", Changed(CoastAgreements.Purpose(), p => p["allowed"] = new JsonArray()), sand);
                break;
            case "no direction":
                scope["directions"] = new JsonArray(
                    new JsonObject { ["from"] = CoastAgreements.Green, ["to"] = CoastAgreements.Blue });
                break;
            case "second scope narrows":
                document.Plus(
                    "informationScope", Changed(CoastAgreements.Scope(), s => s["types"] = new JsonArray("file")));
                break;
            case "scope of others only":
                document.ClauseOf("informationScope")["appliesTo"] =
                    new JsonObject { ["from"] = new JsonArray(), ["to"] = new JsonArray("blue-cu") };
                break;
            case "marking of others only":
                document.ClauseOf("marking")["appliesTo"] =
                    new JsonObject { ["from"] = new JsonArray(sand[0]), ["to"] = new JsonArray() };
                break;
            case "ceiling clear":
                marking["ceiling"]!["tlp"] = "TLP:CLEAR";
                break;
            case "ceiling green":
                marking["ceiling"]!["tlp"] = "TLP:GREEN";
                break;
            case "second ceiling is lower":
                document.Plus("marking", CoastAgreements.Marking("TLP:CLEAR"));
                break;
            case "not in community":
                document.PartyOf(CoastAgreements.Blue)["community"] = new JsonArray(CoastAgreements.Blue, sand[0]);
                break;
            case "tlp not accepted":
                marking["schemes"] = new JsonArray("pap");
                marking["ceiling"]!.AsObject().Remove("tlp");
                break;
            case "pap required":
                marking["required"] = new JsonArray("pap");
                break;
            case "exercise realm":
                document["realm"] = "exercise";
                break;
            default:
                return SourceOrReleasability(document, name);
        }

        return document;
    }

    private static JsonObject SourceOrReleasability(JsonObject document, string name)
    {
        string[] all = CoastAgreements.Parties;
        return name switch
        {
            "originators include none" => Releasability("include", [], all),
            "originators include others" => Releasability("include", ["BB", CoastAgreements.Vendor], all),
            "originators include identity" =>
                Releasability("include", [CoastAgreements.IdentityOf(CoastAgreements.Blue)], all),
            "recipients include none" => Releasability("include", ["AA"], []),
            "originators exclude country" => Releasability("exclude", ["AA"], all),
            "originators exclude others" => Releasability("exclude", ["BB"], all),
            "source may" => Source("may"),
            "source must" => Source("must"),
            "source must not, own" or "source must not, vendor" => Source("mustNot"),
            "source must not, omit" => Source("mustNot", "omit"),
            "source must not, strip" => Source("mustNot", "releasingParty", true),
            "source must not, of others" =>
                document.Plus("sourceProtection", CoastAgreements.Source("mustNot", "omit"), null, ["blue-cu"]),
            "source must not, held" =>
                Source("mustNot", "omit").Plus("informationScope", CoastAgreements.Scope("indicator")),
            _ => throw new ArgumentException(name),
        };

        JsonObject Releasability(string mode, string[] originators, string[] recipients) =>
            document.Plus("releasability", CoastAgreements.Releasability(mode, originators, recipients));

        JsonObject Source(string attribution, string replacement = "releasingParty", bool strip = false) =>
            document.Plus("sourceProtection", CoastAgreements.Source(attribution, replacement, strip));
    }

    private static JsonObject Changed(JsonObject parameters, Action<JsonObject> change)
    {
        change(parameters);
        return parameters;
    }

    private static void AssertVerdict(Verdict verdict, string outcome, string codes)
    {
        var found = verdict.Reasons.Select(reason => reason.Code).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal($"{outcome}: {codes}", $"{verdict.Outcome}: {string.Join(' ', found)}");
    }
}
