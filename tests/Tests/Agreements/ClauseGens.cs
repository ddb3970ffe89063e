using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;

namespace Entente.Tests.Agreements;

/// <summary>Arrangements with clauses of the whole vocabulary, facts and channels to decide about, and times.</summary>
internal static class ClauseGens
{
    private static readonly AgreementSet Framework = CoastAgreements.FrameworkSet();

    private static readonly string[] PropertyNames =
        ["aliases", "contact_information", "description", "first_seen", "name", "pattern", "value", "x_harbour"];

    private static readonly Gen<MarkingFact> Label = Gen.Select(
        Any("COAST", "BL", "GR", "NONE"), Any("OPEN", "RESTRICTED", "SECRET", "1", "2", "3", ""),
        (scheme, level) => new MarkingFact($"marking-definition--{scheme}{level}", MarkingFactKind.Level)
        {
            Classification = new ClassificationLabel(scheme, level),
        });

    private static readonly Gen<MarkingFact> Policy = Gen.Select(
        Any("2026-02-01T00:00:00Z", "2026-11-23T08:00:00Z", "2027-01-01T00:00:00Z"), Any<string?>(null, null, "2028-02-01T00:00:00Z"),
        Any(Entente.Stix.Tlp.Clear, Entente.Stix.Tlp.Green, Entente.Stix.Tlp.Amber, Entente.Stix.Tlp.Red),
        Any("may", "must", "must-not"), Gen.Bool,
        (start, end, tlp, attribution, encrypt) =>
        {
            var policy = new Entente.Stix.IepPolicy(
                Instant(start), end is null ? null : Instant(end), tlp, 2, attribution, encrypt, true, false);
            return new MarkingFact($"marking-definition--iep-{policy}", MarkingFactKind.Level) { Iep = policy };
        });

    /// <summary>Objects that a plain arrangement releases: what the other clauses say decides.</summary>
    private static readonly Gen<ReleaseFacts> Plain = Gen.Select(
        Any("indicator", "malware", "identity", "ipv4-addr", "vulnerability"),
        Any(null, CoastAgreements.Vendor, CoastAgreements.IdentityOf(CoastAgreements.Blue)), Gen.Bool,
        (type, creator, references) => new ReleaseFacts
        {
            Type = type,
            Realm = "live",
            Markings = [DecisionTableTests.Level(Entente.Stix.Tlp.Green)],
            CreatorId = creator,
            HasExternalReferences = references,
        });

    /// <summary>Facts of which some members may be unknown.</summary>
    public static readonly Gen<ReleaseFacts> Facts = Gen.Select(
        Gen.Frequency((1, DecisionPropertyTests.Facts), (3, Plain)),
        Gen.Frequency((7, Gen.Const(Array.Empty<MarkingFact>())), (2, Label.Array[1, 3]), (1, Policy.Array[1, 2])),
        Gen.Frequency(
            (1, Gen.Const((ImmutableArray<string>?)null)), (9, Some(PropertyNames).Select(list => (ImmutableArray<string>?)list))),
        Gen.Select(Some("pier", "dock"), Some("ransomware", "worm"), Some("derive", "downgrade", "declassify")),
        Gen.Select(
            Any<string?>(null, "low", "high", "critical", "storm"), Any<string?>(null, "individual", "organization", "group"),
            Any<bool?>(null, false, true)),
        Gen.Select(
            Gen.Bool, Any("user-account", "ipv4-addr", "vulnerability"),
            Any(ReleaserAnswer.None, ReleaserAnswer.None, ReleaserAnswer.Approved, ReleaserAnswer.Refused)),
        (facts, labels, properties, lists, words, other) => facts with
        {
            Type = other.Item1 || facts.Type.Length > 0 ? facts.Type : other.Item2,
            Markings = [.. facts.Markings.Concat(labels.DistinctBy(label => label.Id))
                .OrderBy(mark => mark.Id, StringComparer.Ordinal)],
            Properties = properties,
            Projects = lists.Item1,
            Categories = lists.Item2,
            Consents = lists.Item3,
            Severity = words.Item1,
            IdentityClass = words.Item2,
            Remarked = words.Item3,
            Answer = other.Item3,
            IsParty = facts.CreatorId == CoastAgreements.IdentityOf(CoastAgreements.Sand),
        });

    private static readonly Gen<JsonObject> Rule = Gen.Select(
        Gen.Frequency((3, Gen.Const(Array.Empty<string>())), (2, Any("indicator", "malware", "identity").Select(type => new[] { type }))),
        Any(
            ("keep", "name", null), ("keep", "description", null), ("drop", "name", null), ("drop", "description", null),
            ("drop", "pattern", null), ("drop", "x_harbour", null), ("generalise", "first_seen", "day"),
            ("generalise", "first_seen", "month"), ("tokenise", "name", null), ("tokenise", "aliases", null),
            ("drop", "first_seen", (string?)null)),
        (types, rule) => CoastClauses.Rule(rule.Item1, rule.Item2, rule.Item3, types));

    /// <summary>Rules that meet in one object, in one clause by their types apart and in several not.</summary>
    private static readonly Gen<JsonObject> SameProperty = Gen.Select(
        Any(
            ("keep", null), ("drop", null), ("tokenise", null), ("tokenise", null), ("generalise", "day"),
            ("generalise", (string?)"month")),
        Any("malware", "indicator"),
        (rule, type) => CoastClauses.Rule(rule.Item1, "name", rule.Item2, type));

    /// <summary>Clauses of the types that the plain arrangement lacks and that act at the release gate.</summary>
    public static readonly Gen<(string Type, JsonObject Parameters)> More = Gen.OneOf(
        Gen.Select(
            Gen.Int[1, 3], Gen.Bool, Gen.Int[0, 2], Any<string?>(null, "2028-02-01T00:00:00Z"),
            Gen.Frequency((2, Gen.Const((string[]?)null)), (1, Some("pier", "dock").Select(items => (string[]?)[.. items]))),
            (quorum, isDecided, persons, expires, items) =>
                ("arrangementApproval", Approval(quorum, isDecided, persons, expires, items))),
        Gen.Select(Any("OPEN", "RESTRICTED", "SECRET"), Gen.Bool, (ceiling, dual) =>
            ("classification", CoastClauses.Classification(ceiling, dual))),
        Gen.Select(Gen.Bool, Some("derive", "downgrade", "declassify"), (keep, acts) =>
            ("originatorControl", With(CoastClauses.Originator([.. acts]), "keepOriginator", keep))),
        Gen.Select(Some("AA", "BB", "CC"), Some("nationalTeam", "harbour"), Gen.Bool, (nations, roles, limits) => ("access", With(
            With(With(CoastClauses.Access(), "needToKnow", List(roles)), "clearance", null),
            "nationalities", limits ? List(nations) : null))),
        Gen.Select(Gen.Bool, Gen.Int[0, 2], Some("bound", "cleared", "inspected"), (allowed, tiers, conditions) => (
            "contractors",
            With(CoastClauses.Contractors(allowed, allowed ? tiers : 0), "conditions", allowed ? List(conditions) : new JsonArray()))),
        Gen.Select(Rule.Array[0, 3], Any("withhold", "release"), Any("withhold", "release"), (rules, personal, victims) => (
            "minimisation",
            With(With(CoastClauses.Minimisation(rules), "personalData", personal), "victimIdentity", victims))),
        Gen.Select(SameProperty, SameProperty, (one, other) => ("minimisation", CoastClauses.Minimisation(one, other))),
        SameProperty.Select(rule => ("minimisation", CoastClauses.Minimisation(rule))),
        Gen.Select(Any("1.2", "1.3"), Gen.Bool, Some("node", "taxii", "file"), (tls, mutual, ways) => (
            "transmission", With(CoastClauses.Transmission(tls, mutual), "channels", List(ways)))),
        Gen.Select(
            Any<string?>(null, "none", "list", "all"), Some(CoastAgreements.Parties), Any<string?>(null, "blue-cu", "green-cu"),
            Any("may", "mustNot"), (consent, to, proxy, attribution) => ("sourceProtection", Source(consent, to, proxy, attribution))),
        Gen.Select(Some("name", "x_harbour", "pattern"), Some("ransomware"), Any("high", "critical"), Gen.Bool, Limits),
        Gen.Select(Some("AA", "BB"), Any("include", "exclude"), Gen.Int[0, 2], Nations),
        Any(
            ("survival", CoastClauses.Survival("c7")), ("storage", CoastClauses.Storage()),
            ("accounting", CoastClauses.Accounting()), ("retention", CoastClauses.Retention()),
            ("notification", CoastClauses.Notification()), ("compromise", CoastClauses.Compromise()),
            ("reclassifyRecall", CoastClauses.Recall()), ("requestForInformation", CoastClauses.Request()),
            ("assurance", CoastClauses.Assurance()), ("disputeSuspend", CoastClauses.Dispute()),
            ("generalTerms", CoastClauses.General()), ("permittedActions", CoastClauses.Actions())));

    /// <summary>An arrangement in which classification is understood and the recipient is of some kind.</summary>
    public static readonly Gen<JsonObject> Base = Gen.Select(
        Any<string?>("government", "contractor", "contractor"), Gen.Int[1, 3], Some("bound", "cleared", "inspected"),
        Some("nationalTeam", "harbour"), Gen.Int[0, 3],
        (kind, tier, attested, roles, classified) =>
        {
            var document = CoastAgreements.Arrangement();
            foreach (var id in CoastAgreements.Parties) document.PartyOf(id)["class"] = "military";
            var party = document.PartyOf(CoastAgreements.Green);
            party["class"] = kind;
            party["tier"] = tier;
            party["attested"] = List(attested);
            party["roles"] = List(roles);
            if (classified == 0) return document;
            document.Parameters("marking")["schemes"] = new JsonArray("tlp", "pap", "iep", "classification");
            return document.Plus(
                "classification", CoastClauses.Classification("SECRET", dualMark: false),
                classified == 1 ? [CoastAgreements.Sand] : null);
        });

    /// <summary>Channels of which nothing, little or much is guaranteed.</summary>
    public static readonly Gen<ChannelTerms> Channel = Gen.Frequency(
        (1, Gen.Const(CoastAgreements.BlueToGreen with
        {
            Security = new ChannelSecurity(new Version(1, 3), MutualTls: true, RecipientEncryption: false, "Ed25519", ["node"]),
        })),
        (1, AnyChannel));

    private static Gen<ChannelTerms> AnyChannel => Gen.Select(
        Gen.Int[0, 3], Gen.Bool, Some("node", "taxii", "file"), Any<string?>(null, "Ed25519", "Ed25519", "Ed25519"),
        (tls, mutual, ways, suite) => CoastAgreements.BlueToGreen with
        {
            Security = tls == 0 ? null : new ChannelSecurity(
                tls == 1 ? null : new Version(1, tls), mutual, RecipientEncryption: false, suite, ways),
        });

    /// <summary>Instants on both sides of every border.</summary>
    public static readonly Gen<DateTimeOffset> Time = Any(
        "2026-01-31T23:59:59.999Z", "2026-02-01T00:00:00Z", "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z",
        "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z",
        "2028-01-31T23:59:59.999Z", "2028-02-01T00:00:00Z", "2031-01-01T00:00:00Z")
        .Select(Instant);

    /// <summary>A document with clauses more.</summary>
    public static JsonObject Document(JsonObject document, IEnumerable<(string Type, JsonObject Parameters)> more)
    {
        var copy = document.DeepClone().AsObject();
        foreach (var (type, parameters) in more) copy.Plus(type, parameters.DeepClone().AsObject());
        return copy;
    }

    /// <summary>The set with the arrangement; null where clauses contradict, so that it does not activate.</summary>
    public static AgreementSet? Try(JsonObject document) =>
        CoastAgreements.Compile(document, Framework, out _) is { } compiled ? Framework.With(compiled) : null;

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Gen<T> Any<T>(params T[] values) => DecisionPropertyTests.Any(values);

    private static Gen<ImmutableArray<string>> Some(params string[] values) => Gen.Int[0, (1 << values.Length) - 1]
        .Select(bits => values.Where((_, i) => (bits >> i & 1) == 1).ToImmutableArray());

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static JsonObject With(JsonObject parameters, string name, JsonNode? value)
    {
        parameters[name] = value;
        return parameters;
    }

    private static JsonObject Approval(int quorum, bool isDecided, int persons, string? expires, string[]? items)
    {
        var approval = CoastClauses.Approval();
        approval["quorum"] = Math.Min(quorum, 2);
        approval["expires"] = expires;
        approval["items"] = items is null ? null : List(items);
        approval["decision"]!["approvals"]![0]!["persons"] = List(new[] { "Ito", "Mori" }.Take(persons));
        if (!isDecided && quorum == 3) approval["decision"] = null;
        return approval;
    }

    private static JsonObject Source(string? consent, ImmutableArray<string> to, string? proxy, string attribution)
    {
        var source = CoastAgreements.Source(attribution);
        source["identityConsent"] = consent;
        if (consent == "list") source["identityConsentTo"] = List(to);
        source["proxyPublisher"] = proxy;
        return source;
    }

    private static (string Type, JsonObject Parameters) Limits(
        ImmutableArray<string> excluded, ImmutableArray<string> categories, string least, bool limits)
    {
        var scope = CoastAgreements.Scope();
        scope["excludedProperties"] = List(excluded);
        if (!limits) return ("informationScope", scope);
        scope["categories"] = new JsonArray(new JsonObject { ["type"] = "malware", ["values"] = List(categories) });
        scope["severity"] = new JsonObject { ["types"] = new JsonArray("indicator"), ["least"] = least };
        return ("informationScope", scope);
    }

    private static (string Type, JsonObject Parameters) Nations(ImmutableArray<string> nations, string mode, int which)
    {
        string[] originators = mode == "include" ? ["AA", "BB", "CC", CoastAgreements.Vendor] : [];
        var clause = CoastAgreements.Releasability(mode, originators, CoastAgreements.Parties);
        if (which < 2) clause["nations"] = List(nations);
        if (which > 0) clause["organisations"] = new JsonArray(nations.Length > 0 ? "Watch Floor" : "Harbour");
        return ("releasability", clause);
    }
}
