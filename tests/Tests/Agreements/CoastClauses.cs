using System.Text.Json.Nodes;

namespace Entente.Tests.Agreements;

/// <summary>
/// Parameters for every clause type that the plain arrangement does not have, chosen so that a release which the plain
/// arrangement permits is permitted still.
/// </summary>
internal static class CoastClauses
{
    /// <summary>The types and their parameters, in the order of the vocabulary.</summary>
    public static IEnumerable<(string Type, JsonObject Parameters)> All() =>
    [
        ("survival", Survival("c7")), ("arrangementApproval", Approval()), ("classification", Classification()),
        ("originatorControl", Originator("downgrade")), ("permittedActions", Actions()), ("access", Access()),
        ("contractors", Contractors()), ("sourceProtection", CoastAgreements.Source("may")),
        ("minimisation", Minimisation(Rule("drop", "x_mitre_notes"))), ("transmission", Transmission()),
        ("storage", Storage()), ("accounting", Accounting()), ("retention", Retention()), ("notification", Notification()),
        ("compromise", Compromise()), ("reclassifyRecall", Recall()), ("requestForInformation", Request()),
        ("assurance", Assurance()), ("disputeSuspend", Dispute()), ("generalTerms", General()),
    ];

    /// <summary>An arrangement with all 28 types, and with every parameter that the nine first ones can have.</summary>
    public static JsonObject Full()
    {
        var document = CoastAgreements.Arrangement();
        var validity = document.Parameters("validity");
        validity["entryRule"] = "laterNotification";
        validity["initialTerm"] = "P5Y";
        validity["renewal"] = "P1Y";
        foreach (var party in CoastAgreements.Parties)
        {
            document.PartyOf(party)["class"] = "military";
            document.PartyOf(party)["roles"] = new JsonArray("nationalTeam");
        }

        document.PartyOf(CoastAgreements.Sand)["class"] = "contractor";
        document.PartyOf(CoastAgreements.Sand)["tier"] = 1;
        document.PartyOf(CoastAgreements.Sand)["attested"] = new JsonArray("bound", "cleared");
        var scope = document.Parameters("informationScope");
        scope["categories"] = new JsonArray(
            new JsonObject { ["type"] = "malware", ["values"] = new JsonArray("ransomware") });
        scope["severity"] = new JsonObject { ["types"] = new JsonArray("vulnerability"), ["least"] = "high" };
        scope["excludedProperties"] = new JsonArray("x_mitre_contributors");
        document.Parameters("marking")["schemes"] = new JsonArray("tlp", "pap", "iep", "classification");
        var onward = document.Parameters("onwardRelease");
        onward["scope"] = new JsonArray("object", "recipient");
        onward["oneTime"] = true;
        onward["expires"] = "P30D";
        var releasability = document.Parameters("releasability");
        releasability["nations"] = new JsonArray("AA", "BB", "CC");
        releasability["organisations"] = new JsonArray("Watch Floor");
        foreach (var (type, parameters) in All()) document.Plus(type, parameters);
        var source = document.Parameters("sourceProtection");
        source["identityConsent"] = "list";
        source["identityConsentTo"] = new JsonArray(CoastAgreements.Green);
        source["proxyPublisher"] = CoastAgreements.Blue;
        return document;
    }

    public static JsonObject Survival(params string[] ids) => new()
    {
        ["clauses"] = List(ids),
        ["period"] = "unlimited",
    };

    public static JsonObject Approval() => new()
    {
        ["sections"] = new JsonArray(
            new JsonObject { ["name"] = "blue section", ["party"] = CoastAgreements.Blue },
            new JsonObject { ["name"] = "green section", ["party"] = CoastAgreements.Green }),
        ["quorum"] = 2,
        ["decision"] = new JsonObject
        {
            ["ref"] = "JC/2026/1",
            ["date"] = "2026-02-01T00:00:00Z",
            ["approvals"] = new JsonArray(
                new JsonObject { ["section"] = "blue section", ["persons"] = new JsonArray("Ito", "Mori") },
                new JsonObject { ["section"] = "green section", ["persons"] = new JsonArray("Pham", "Vu") }),
        },
        ["items"] = null,
        ["expires"] = "2028-02-01T00:00:00Z",
    };

    public static JsonObject Classification(string ceiling = "RESTRICTED", bool dualMark = true) => new()
    {
        ["scheme"] = "COAST",
        ["levels"] = new JsonArray("OPEN", "RESTRICTED", "SECRET"),
        ["equivalence"] = new JsonArray([.. CoastAgreements.Parties.Select(party => new JsonObject
        {
            ["scheme"] = party[..2].ToUpperInvariant(),
            ["party"] = party,
            ["levels"] = new JsonArray("1", "2", "3"),
            ["equals"] = new JsonObject { ["1"] = "OPEN", ["2"] = "RESTRICTED", ["3"] = "SECRET" },
        })]),
        ["ceiling"] = ceiling,
        ["unmapped"] = "deny",
        ["dualMark"] = dualMark,
    };

    public static JsonObject Originator(params string[] consentFor) => new()
    {
        ["keepOriginator"] = false,
        ["portionProvenance"] = true,
        ["consentFor"] = List(consentFor),
    };

    public static JsonObject Actions() => new()
    {
        ["pap"] = "PAP:GREEN",
        ["iep"] = "externally-visible-direct-actions",
        ["tools"] = new JsonObject
        {
            ["block"] = "allow", ["probe"] = "deny", ["queryThirdParty"] = "allow", ["notifyVictim"] = "deny",
        },
    };

    public static JsonObject Access() => new()
    {
        ["clearance"] = new JsonObject { ["scheme"] = "COAST", ["level"] = "RESTRICTED" },
        ["needToKnow"] = new JsonArray("nationalTeam"),
        ["nationalities"] = new JsonArray("AA", "BB", "CC"),
        ["register"] = true,
    };

    public static JsonObject Contractors(bool allowed = true, int subTiers = 0, params string[] conditions) => new()
    {
        ["allowed"] = allowed,
        ["conditions"] = List(allowed && conditions.Length == 0 ? ["bound", "cleared"] : conditions),
        ["subTiers"] = subTiers,
    };

    public static JsonObject Minimisation(params JsonObject[] rules) => new()
    {
        ["rules"] = new JsonArray([.. rules]),
        ["personalData"] = "release",
        ["victimIdentity"] = "release",
        ["fail"] = "deny",
    };

    public static JsonObject Rule(string action, string property, string? to = null, params string[] types) => new()
    {
        ["types"] = List(types),
        ["property"] = property,
        ["action"] = action,
        ["to"] = to,
    };

    public static JsonObject Transmission(string tls = "1.2", bool mutual = false, params string[] channels) => new()
    {
        ["tlsMin"] = tls,
        ["mutualTls"] = mutual,
        ["recipientEncryption"] = false,
        ["signingSuite"] = "Ed25519",
        ["channels"] = List(channels.Length == 0 ? ["node", "taxii"] : channels),
    };

    public static JsonObject Storage() => new()
    {
        ["encryptAtRest"] = true,
        ["locations"] = new JsonArray("BB"),
        ["segregation"] = "logical",
        ["copies"] = "counted",
        ["translations"] = "free",
    };

    public static JsonObject Accounting() => new()
    {
        ["receiptRequired"] = true,
        ["receiptDue"] = "PT24H",
        ["accessLog"] = false,
        ["registerExport"] = false,
    };

    public static JsonObject Retention() => new()
    {
        ["maxPeriod"] = "P1Y",
        ["triggers"] = new JsonArray("recall", "termination"),
        ["disposal"] = "destroy",
        ["method"] = "overwritten",
        ["certificateDue"] = "P14D",
    };

    public static JsonObject Notification() => new()
    {
        ["trigger"] = "significantIncident",
        ["clockStart"] = "aware",
        ["to"] = "nationalTeam",
        ["onMiss"] = "escalate",
        ["stages"] = new JsonArray(
            new JsonObject { ["due"] = "PT0S", ["hard"] = "PT24H", ["content"] = "early warning" },
            new JsonObject { ["hard"] = "PT72H", ["content"] = "notification", ["extension"] = "PT24H" },
            new JsonObject { ["hard"] = "P1M", ["content"] = "final report", ["clockStart"] = "notified" }),
    };

    public static JsonObject Compromise(string autoSuspend = "channel") => new()
    {
        ["kinds"] = new JsonArray("actual", "suspected"),
        ["due"] = "PT0S",
        ["reportDue"] = "P30D",
        ["autoSuspend"] = autoSuspend,
    };

    public static JsonObject Recall() => new()
    {
        ["who"] = new JsonArray("originator"),
        ["kinds"] = new JsonArray("correct", "revoke", "recall"),
        ["propagateWithin"] = "PT24H",
    };

    public static JsonObject Request() => new()
    {
        ["replyDue"] = "P10D",
        ["refusalGrounds"] = new JsonArray("sources", "operations"),
        ["noDutyToShare"] = true,
    };

    public static JsonObject Assurance() => new()
    {
        ["inspections"] = false,
        ["visits"] = true,
        ["auditEvidence"] = new JsonArray("register"),
        ["interval"] = "P1Y",
    };

    public static JsonObject Dispute() => new()
    {
        ["consultOnly"] = true,
        ["suspensionRight"] = new JsonArray("allParties"),
        ["protectionContinues"] = true,
    };

    public static JsonObject General() => new()
    {
        ["lawSupremacy"] = true,
        ["compelledDisclosure"] = new JsonObject { ["to"] = "originator", ["due"] = "PT0S" },
        ["liability"] = "each side bears its own",
        ["cost"] = "each side bears its own",
        ["noWarranty"] = true,
        ["legalStatus"] = "nonBinding",
    };

    private static JsonArray List(params string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
