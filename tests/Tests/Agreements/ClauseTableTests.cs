using System.Text.Json.Nodes;
using Entente.Agreements.Decisions;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>One line a case: an arrangement with all 28 clause types, what differs, and what it comes to.</summary>
public sealed class ClauseTableTests
{
    private static readonly ChannelTerms Secure = CoastAgreements.BlueToGreen with
    {
        Security = new ChannelSecurity(
            new Version(1, 2), MutualTls: false, RecipientEncryption: false, "Ed25519", ["node", "taxii"]),
    };

    private static readonly ReleaseFacts Green = new()
    {
        Type = "indicator",
        Realm = "live",
        Markings = [DecisionTableTests.Level(Tlp.Green)],
        CreatorId = CoastAgreements.IdentityOf(CoastAgreements.Blue),
        Properties = [],
        Remarked = false,
    };

    public static TheoryData<string, string, string> Cases => new()
    {
        // case                           outcome      codes
        { "as is",                        "Permit",    "permitted" },
        { "open",                         "Permit",    "permitted" },
        { "restricted by another name",   "Permit",    "permitted" },
        { "secret",                       "Deny",      "above-ceiling" },
        { "secret and open",              "Deny",      "above-ceiling" },
        { "level unmapped",               "Deny",      "classification-unmapped" },
        { "scheme unmapped",              "Deny",      "classification-unmapped" },
        { "no own level",                 "Deny",      "classification-unmapped" },
        { "a clause for others only",     "Deny",      "classification-unmapped" },
        { "policy",                       "Permit",    "permitted" },
        { "policy, not yet",              "Deny",      "iep-not-in-force" },
        { "policy, no longer",            "Deny",      "iep-not-in-force" },
        { "policy, stricter than TLP",    "Deny",      "above-ceiling no-named-recipients" },
        { "policies that contradict",     "Deny",      "iep-contradicts" },
        { "policy, source not named",     "Transform", "source-replaced" },
        { "policy, nobody to name",       "Deny",      "source-not-named" },
        { "policy, way unknown",          "Deny",      "channel-unknown" },
        { "before the decision",          "Deny",      "arrangement-not-approved" },
        { "after the decision",           "Deny",      "approval-expired" },
        { "no decision",                  "Deny",      "arrangement-not-approved" },
        { "one person only",              "Deny",      "arrangement-not-approved" },
        { "one person twice",             "Deny",      "arrangement-not-approved" },
        { "no project",                   "Deny",      "item-not-approved" },
        { "project",                      "Permit",    "permitted" },
        { "way unknown",                  "Deny",      "channel-unknown" },
        { "no TLS",                       "Deny",      "channel-too-weak" },
        { "TLS 1.2 for 1.3",              "Deny",      "channel-too-weak" },
        { "not signed",                   "Deny",      "channel-too-weak" },
        { "another way",                  "Deny",      "channel-too-weak" },
        { "no ways",                      "Deny",      "channel-too-weak" },
        { "contractor, too far down",     "Deny",      "contractor-refused" },
        { "contractor, not cleared",      "Deny",      "contractor-refused" },
        { "contractor",                   "Permit",    "permitted" },
        { "another nation",               "Deny",      "nationality-not-allowed" },
        { "no role",                      "Deny",      "need-to-know-missing" },
        { "source to be named",           "Permit",    "permitted" },
        { "source not to be named",       "Transform", "source-replaced" },
        { "not the proxy",                "Deny",      "not-the-proxy" },
        { "drop",                         "Transform", "property-minimised" },
        { "drop what it must have",       "Deny",      "required-property-removed" },
        { "keep what another drops",      "Deny",      "kept-property-removed property-minimised" },
        { "two changes",                  "Transform", "property-generalised" },
        { "two changes of a must",        "Deny",      "property-generalised property-tokenised required-property-removed" },
        { "properties unknown",           "Deny",      "properties-unknown" },
        { "excluded property",            "Transform", "property-excluded" },
        { "personal data",                "Deny",      "personal-data" },
        { "a group is no person",         "Permit",    "permitted" },
        { "could be a victim",            "Deny",      "victim-identity" },
        { "originator kept, changed",     "Deny",      "originator-not-kept property-minimised" },
        { "derived without consent",      "Deny",      "derivation-needs-consent property-minimised" },
        { "derived with consent",         "Transform", "property-minimised" },
        { "our own, derived",             "Transform", "property-minimised" },
        { "remarked",                     "Deny",      "remark-needs-consent" },
        { "perhaps remarked",             "Deny",      "remark-needs-consent" },
        { "remarked with consent",        "Permit",    "permitted" },
        { "category",                     "Permit",    "permitted" },
        { "other category",               "Deny",      "category-not-in-scope" },
        { "no category",                  "Deny",      "category-not-in-scope" },
        { "severe",                       "Permit",    "permitted" },
        { "not severe",                   "Deny",      "severity-not-in-scope" },
        { "severity unknown",             "Deny",      "severity-not-in-scope" },
        { "for persons",                  "Deny",      "no-named-recipients" },
        { "nation excluded",              "Deny",      "originator-not-releasable recipient-not-listed" },
        { "organisation not listed",      "Deny",      "recipient-not-listed" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_comes_to(string name, string outcome, string codes)
    {
        var document = CoastClauses.Full();
        Change(document, name);
        var set = CoastAgreements.FrameworkSet();
        set = set.With(CoastAgreements.Compiled(document, set));
        var (channel, now) = (Channel(name), Now(name));
        var verdict = DecisionEngine.Decide(Facts(name), channel, set, now);
        var found = verdict.Reasons.Select(reason => reason.Code).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal($"{outcome}: {codes}", $"{verdict.Outcome}: {string.Join(' ', found)}");
        var (expected, changes) = ReferenceRelease.Evaluate(document, Facts(name), channel, now);
        Assert.Equal(outcome, expected);
        if (outcome == "Transform") Assert.Equal(changes, ClausePropertyTests.Changes(verdict));
    }

    /// <summary>The cases about the document as it is: facts, channel, time and verdict of each.</summary>
    internal static IEnumerable<(string Name, ReleaseFacts Facts, ChannelTerms Channel, DateTimeOffset Now, Verdict Verdict)> AsPublished()
    {
        var plain = CoastClauses.Full();
        var set = CoastAgreements.Set(plain);
        foreach (var row in Cases)
        {
            var name = row.Data.Item1;
            var document = CoastClauses.Full();
            Change(document, name);
            if (!JsonNode.DeepEquals(document, plain)) continue;
            var (facts, channel, now) = (Facts(name), Channel(name), Now(name));
            yield return (name, facts, channel, now, DecisionEngine.Decide(facts, channel, set, now));
        }
    }

    [Fact]
    public void Owed_for_a_classified_object_is_its_common_level_and_the_recipients_own_label()
    {
        var set = CoastAgreements.Set(CoastClauses.Full());
        var facts = Green with { Markings = [.. Green.Markings, Label("BL", "2")] };
        var owed = DecisionEngine.Decide(facts, Secure, set, CoastAgreements.Now).Obligations;
        Assert.Contains("classification:COAST:RESTRICTED", owed);
        Assert.Contains("dual-mark:GR:2", owed);
    }

    private static ReleaseFacts Facts(string name) => name switch
    {
        "policy" => Marked(Policy()),
        "policy, not yet" => Marked(Policy(start: "2026-11-23T08:00:00.001Z")),
        "policy, no longer" => Marked(Policy(end: "2026-11-23T08:00:00Z")),
        "policy, stricter than TLP" => Marked(Policy(tlp: Tlp.Red)),
        "policies that contradict" => Marked(Policy("must"), Policy("must-not")),
        "policy, source not named" => Marked(Policy("must-not")) with { CreatorId = CoastAgreements.Vendor },
        "policy, nobody to name" => Marked(Policy("must")) with { CreatorId = null },
        "policy, way unknown" => Marked(Policy()),
        "open" or "a clause for others only" => Marked(Label("COAST", "OPEN")),
        "restricted by another name" => Marked(Label("BL", "2"), Label("COAST", "OPEN")),
        "secret" => Marked(Label("SA", "3")),
        "secret and open" => Marked(Label("COAST", "SECRET"), Label("COAST", "OPEN")),
        "level unmapped" => Marked(Label("BL", "4")),
        "scheme unmapped" => Marked(Label("RED", "1")),
        "no own level" => Marked(Label("COAST", "RESTRICTED")),
        "project" => Green with { Projects = ["dock", "pier"] },
        "source to be named" or "source not to be named" or "not the proxy" =>
            Green with { CreatorId = CoastAgreements.Vendor },
        "drop" or "our own, derived" or "keep what another drops" => Green with { Properties = ["x_mitre_notes"] },
        "drop what it must have" => Green with { Properties = ["pattern"] },
        "two changes" => Green with { Type = "malware", Properties = ["first_seen"], Categories = ["ransomware"] },
        "two changes of a must" => Green with { Type = "report", Properties = ["name"] },
        "properties unknown" => Green with { Properties = null },
        "excluded property" => Green with { Properties = ["x_mitre_contributors"] },
        "personal data" or "could be a victim" => Green with { Type = "identity", IdentityClass = "individual" },
        "a group is no person" => Green with { Type = "identity", IdentityClass = "group" },
        "originator kept, changed" or "derived without consent" =>
            Green with { CreatorId = CoastAgreements.Vendor, Properties = ["x_mitre_notes"] },
        "derived with consent" =>
            Green with { CreatorId = CoastAgreements.Vendor, Properties = ["x_mitre_notes"], Consents = ["derive"] },
        "remarked" => Green with { CreatorId = CoastAgreements.Vendor, Remarked = true },
        "perhaps remarked" => Green with { CreatorId = CoastAgreements.Vendor, Remarked = null },
        "remarked with consent" =>
            Green with { CreatorId = CoastAgreements.Vendor, Remarked = true, Consents = ["downgrade"] },
        "category" => Green with { Type = "malware", Categories = ["ransomware"] },
        "other category" => Green with { Type = "malware", Categories = ["ransomware", "worm"] },
        "no category" => Green with { Type = "malware" },
        "severe" => Green with { Type = "vulnerability", Severity = "critical" },
        "not severe" => Green with { Type = "vulnerability", Severity = "medium" },
        "severity unknown" => Green with { Type = "vulnerability", Severity = "storm" },
        _ => Green,
    };

    private static ChannelTerms Channel(string name) => name switch
    {
        "way unknown" or "policy, way unknown" => CoastAgreements.BlueToGreen,
        "no TLS" => Way(way => way with { Tls = null }),
        "not signed" => Way(way => way with { SigningSuite = null }),
        "another way" => Way(way => way with { Ways = ["node", "file"] }),
        "no ways" => Way(way => way with { Ways = [] }),
        "not the proxy" => Secure with { Discloser = CoastAgreements.Sand },
        "contractor" or "contractor, not cleared" or "contractor, too far down" =>
            Secure with { Recipient = CoastAgreements.Sand },
        _ => Secure,
    };

    private static DateTimeOffset Now(string name) => name switch
    {
        "before the decision" => new DateTimeOffset(2026, 1, 31, 23, 59, 59, TimeSpan.Zero),
        "after the decision" => new DateTimeOffset(2028, 2, 1, 0, 0, 0, TimeSpan.Zero),
        _ => CoastAgreements.Now,
    };

    private static void Change(JsonObject document, string name)
    {
        var approval = document.Parameters("arrangementApproval");
        switch (name)
        {
            case "no own level":
                document.Parameters("classification")["equivalence"]![1]!["equals"]!["2"] = "OPEN";
                break;
            case "a clause for others only":
                document.ClauseOf("classification")["appliesTo"] = JsonNode.Parse("""{"from":["sand-cu"],"to":[]}""");
                break;
            case "no decision":
                approval["decision"] = null;
                break;
            case "one person only" or "one person twice":
                approval["decision"]!["approvals"]![1]!["persons"] =
                    name == "one person only" ? new JsonArray("Vu") : new JsonArray("Vu", "Vu");
                break;
            case "no project" or "project":
                approval["items"] = new JsonArray("pier");
                break;
            case "TLS 1.2 for 1.3":
                document.Parameters("transmission")["tlsMin"] = "1.3";
                break;
            case "contractor, too far down":
                document.PartyOf(CoastAgreements.Sand)["tier"] = 2;
                break;
            case "contractor, not cleared":
                document.PartyOf(CoastAgreements.Sand)["attested"] = new JsonArray("bound");
                break;
            case "another nation":
                document.Parameters("access")["nationalities"] = new JsonArray("AA");
                break;
            case "no role":
                document.PartyOf(CoastAgreements.Green)["roles"] = new JsonArray();
                document.Parameters("notification")["to"] = "originator";
                break;
            case "source not to be named":
                document.Parameters("sourceProtection")["identityConsentTo"] = new JsonArray(CoastAgreements.Sand);
                break;
            default:
                ChangeContent(document, name);
                break;
        }
    }

    private static void ChangeContent(JsonObject document, string name)
    {
        var control = document.Parameters("originatorControl");
        var minimisation = document.Parameters("minimisation");
        switch (name)
        {
            case "two changes":
                minimisation["rules"] = new JsonArray(CoastClauses.Rule("generalise", "first_seen", "day"));
                document.Plus(
                    "minimisation", CoastClauses.Minimisation(CoastClauses.Rule("generalise", "first_seen", "month")));
                break;
            case "two changes of a must":
                minimisation["rules"] = new JsonArray(CoastClauses.Rule("tokenise", "name"));
                document.Plus("minimisation", CoastClauses.Minimisation(CoastClauses.Rule("generalise", "name", "day")));
                break;
            case "drop what it must have":
                minimisation["rules"] = new JsonArray(CoastClauses.Rule("drop", "pattern"));
                break;
            case "keep what another drops":
                document.Plus("minimisation", CoastClauses.Minimisation(CoastClauses.Rule("keep", "x_mitre_notes")));
                break;
            case "personal data" or "a group is no person":
                minimisation["personalData"] = "withhold";
                break;
            case "could be a victim":
                minimisation["victimIdentity"] = "withhold";
                break;
            case "originator kept, changed":
                control["keepOriginator"] = true;
                document.Parameters("sourceProtection")["identityConsent"] = null;
                document.Parameters("sourceProtection").Remove("identityConsentTo");
                break;
            case "derived without consent" or "derived with consent" or "our own, derived":
                control["consentFor"] = new JsonArray("derive");
                break;
            default:
                ChangeReleasability(document.Parameters("releasability"), name);
                break;
        }
    }

    private static void ChangeReleasability(JsonObject releasability, string name)
    {
        if (name == "for persons") releasability["persons"] = new JsonArray("Pham");
        if (name == "nation excluded") releasability["mode"] = "exclude";
        if (name == "organisation not listed") releasability["organisations"] = new JsonArray("Harbour");
    }

    private static ChannelTerms Way(Func<ChannelSecurity, ChannelSecurity> change) =>
        Secure with { Security = change(Secure.Security!) };

    private static ReleaseFacts Marked(params MarkingFact[] labels) => Green with { Markings = [.. Green.Markings, .. labels] };

    private static MarkingFact Policy(
        string attribution = "may", string start = "2026-01-01T00:00:00Z", string? end = null, Tlp tlp = Tlp.Green) =>
        new($"marking-definition--iep-{attribution}", MarkingFactKind.Level)
        {
            Iep = new IepPolicy(Instant(start), end is null ? null : Instant(end), tlp, 3, attribution, true, false, true),
        };

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static MarkingFact Label(string scheme, string level) =>
        new($"marking-definition--{scheme}-{level}", MarkingFactKind.Level)
        {
            Classification = new ClassificationLabel(scheme, level),
        };
}
