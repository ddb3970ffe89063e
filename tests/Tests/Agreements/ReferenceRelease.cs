using System.Globalization;
using System.Text.Json.Nodes;
using Entente.Agreements.Decisions;
using Entente.Stix;

namespace Entente.Tests.Agreements;

/// <summary>
/// A slow and obvious evaluator of a whole arrangement at the release gate, written from the clause vocabulary as people
/// read it: it goes through the document's JSON, asks one question after the other, and knows nothing of the engine.
/// </summary>
internal sealed class ReferenceRelease
{
    private static readonly string[] Needed =
        ["instrument", "validity", "parties", "purpose", "informationScope", "marking", "releasability"];

    private readonly JsonObject _document;
    private readonly ReleaseFacts _facts;
    private readonly ChannelTerms _channel;
    private readonly DateTimeOffset _now;
    private readonly HashSet<string> _changes = [];
    private readonly HashSet<string> _kept = [];
    private bool _denied;
    private bool _held;
    private bool _mustStayWhole;

    private ReferenceRelease(JsonObject document, ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now)
    {
        _document = document;
        _facts = facts;
        _channel = channel;
        _now = now;
    }

    /// <summary>The outcome, and what is changed: "remove x", "generalise x to day", "tokenise x", "creator ID".</summary>
    public static (string Outcome, string Changes) Evaluate(
        JsonObject document, ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now)
    {
        var evaluation = new ReferenceRelease(document, facts, channel, now);
        evaluation.Run();
        return (evaluation.Outcome(), string.Join("; ", evaluation._changes.Order(StringComparer.Ordinal)));
    }

    private string Outcome() => _denied ? "Deny" : _held ? "Hold" : _changes.Count > 0 ? "Transform" : "Permit";

    private void Run()
    {
        var clauses = Clauses().Where(Applies).ToList();
        if (Needed.Any(type => clauses.All(clause => (string)clause["type"]! != type))) _denied = true;
        if ((string)_document["realm"]! != _channel.Realm || _facts.Realm != _channel.Realm) _denied = true;
        Origin();
        foreach (var clause in clauses) Ask((string)clause["type"]!, clause["parameters"]!.AsObject());
        foreach (var mark in _facts.Markings.Where(mark => mark.Classification is not null))
        {
            if (clauses.All(clause => (string)clause["type"]! != "classification")) _denied = true;
        }

        TwoChangesOfOneProperty();
        if (_kept.Any(name => _changes.Any(change => PropertyOf(change) == name))) _denied = true;
        if (_mustStayWhole && _changes.Count > 0) _denied = true;
    }

    private void Ask(string type, JsonObject clause)
    {
        switch (type)
        {
            case "validity": Validity(clause); break;
            case "parties": if (Party(_channel.Discloser) is null || Party(_channel.Recipient) is null) _denied = true; break;
            case "purpose": Purpose(clause); break;
            case "informationScope": Scope(clause); break;
            case "marking": Marking(clause); break;
            case "releasability": Releasability(clause); break;
            case "sourceProtection": Source(clause); break;
            case "arrangementApproval": Approval(clause); break;
            case "classification": Classification(clause); break;
            case "originatorControl": OriginatorControl(clause); break;
            case "access": Access(clause); break;
            case "contractors": Contractors(clause); break;
            case "minimisation": Minimisation(clause); break;
            case "transmission": Transmission(clause); break;
            default: break; // The others say nothing at the release gate.
        }
    }

    // "Outside the interval = deny", [from, to).
    private void Validity(JsonObject clause)
    {
        if (_now < Time(clause["inForceFrom"])!.Value || _now >= Time(clause["inForceUntil"])!.Value) _denied = true;
    }

    private void Purpose(JsonObject clause)
    {
        var purpose = (string?)Party(_channel.Recipient)?["declaredPurpose"] ?? "";
        if (!Texts(clause["allowed"]).Contains(purpose) || Texts(clause["forbidden"]).Contains(purpose)) _denied = true;
    }

    // "Allow-list by type and property."
    private void Scope(JsonObject clause)
    {
        if (!clause["directions"]!.AsArray().Any(way =>
            (string)way!["from"]! == _channel.Discloser && (string)way["to"]! == _channel.Recipient)) _denied = true;
        if (!Texts(clause["types"]).Contains(_facts.Type)) _denied = true;
        var isAsked = Texts(clause["holdTypes"]).Contains(_facts.Type);
        if (isAsked && _facts.Answer == ReleaserAnswer.Refused) _denied = true;
        if (isAsked && _facts.Answer == ReleaserAnswer.None) _held = true;
        foreach (var extension in _facts.Extensions)
        {
            var named = Texts(clause["extensions"]).Any(name => name == extension
                || (name.EndsWith('*') && extension.StartsWith(name.TrimEnd('*'), StringComparison.Ordinal)));
            var isExtension = extension.StartsWith("extension-definition--", StringComparison.Ordinal)
                || extension.EndsWith("-ext", StringComparison.Ordinal);
            if (!named && isExtension) _denied = true;
            if (!named && !isExtension) _changes.Add($"remove {extension}");
        }

        foreach (var limit in clause["categories"]?.AsArray() ?? [])
        {
            if ((string)limit!["type"]! != _facts.Type) continue;
            if (_facts.Categories.Length == 0) _denied = true;
            if (_facts.Categories.Any(category => !Texts(limit["values"]).Contains(category))) _denied = true;
        }

        if (clause["severity"] is JsonObject severity && Texts(severity["types"]).Contains(_facts.Type))
        {
            List<string> order = ["low", "medium", "high", "critical"];
            if (order.IndexOf(_facts.Severity ?? "none") < order.IndexOf((string)severity["least"]!)) _denied = true;
        }

        foreach (var name in Texts(clause["excludedProperties"]))
        {
            if (_facts.StandardDefinition) continue;
            if (_facts.Properties is null) _denied = true;
            else if (_facts.Properties.Value.Contains(name)) Remove(name);
        }
    }

    private void Marking(JsonObject clause)
    {
        var schemes = Texts(clause["schemes"]);
        foreach (var mark in _facts.Markings)
        {
            if (mark.Kind == MarkingFactKind.Unknown) _denied = true;
            if (mark.Kind == MarkingFactKind.Statement && (string)clause["statements"]! == "refuse") _denied = true;
            if (mark.Classification is not null && !schemes.Contains("classification")) _denied = true;
            if (mark.Iep is not null && !schemes.Contains("iep")) _denied = true;
            if (mark.Tlp is not null && !schemes.Contains("tlp")) _denied = true;
            if (mark.Pap is not null && !schemes.Contains("pap")) _denied = true;
        }

        if (_facts.StandardDefinition) return;
        var isStatement = _facts.StatementDefinition && (string)clause["statements"]! == "carry";
        if (!isStatement && _facts.Markings.Length == 0) _denied = true;
        foreach (var scheme in Texts(clause["required"]))
        {
            var has = _facts.Markings.Any(mark => scheme switch
            {
                "tlp" => mark.Tlp is not null,
                "pap" => mark.Pap is not null,
                "iep" => mark.Iep is not null,
                _ => mark.Classification is not null,
            });
            if (!isStatement && !has) _denied = true;
        }

        var labels = _facts.Markings.Where(mark => mark.Tlp is not null || mark.Pap is not null).Select(mark => mark.Label)
            .Concat(_facts.Markings.Where(mark => mark.Iep is not null).Select(mark => $"TLP:{mark.Iep!.Tlp}".ToUpperInvariant()));
        foreach (var policy in _facts.Markings.Select(mark => mark.Iep).OfType<IepPolicy>()) Policy(policy);
        var attributions = _facts.Markings.Select(mark => mark.Iep?.Attribution).ToList();
        if (attributions.Contains("must") && attributions.Contains("must-not")) _denied = true;
        var community = Texts(Party(_channel.Discloser)?["community"]).Contains(_channel.Recipient);
        var ceiling = clause["ceiling"]!;
        if (labels.Any() && !ReferenceEvaluator.MayLeave(
            labels, (string?)ceiling["tlp"] ?? "TLP:CLEAR", (string?)ceiling["pap"] ?? "PAP:CLEAR", community)) _denied = true;
    }

    // "Before it: deny; after it: deny"; must-not: strip the source; must blocks unencrypted channels.
    private void Policy(IepPolicy policy)
    {
        if (_now < policy.Start || _now >= policy.End) _denied = true;
        if (policy.EncryptInTransit && _channel.Security?.Tls is null) _denied = true;
        var ours = (string?)Party(_channel.Discloser)?["identity"];
        if (policy.Attribution == "must" && _facts.CreatorId is null) _denied = true;
        if (policy.Attribution == "must") _mustStayWhole = true;
        if (policy.Attribution == "must-not" && _facts.CreatorId is not null && _facts.CreatorId != ours)
        {
            _changes.Add($"creator {ours}");
        }
    }

    // "Set membership, empty = none."
    private void Releasability(JsonObject clause)
    {
        if (!Texts(clause["recipients"]).Contains(_channel.Recipient)) _denied = true;
        var isInclude = (string)clause["mode"]! == "include";
        var recipient = Party(_channel.Recipient);
        if (clause["nations"] is JsonArray nations
            && Texts(nations).Contains((string?)recipient?["country"] ?? "") != isInclude) _denied = true;
        if (clause["organisations"] is JsonArray units
            && Texts(recipient?["organisation"]).Any(Texts(units).Contains) != isInclude) _denied = true;
        if (clause["persons"] is JsonArray && isInclude) _denied = true;
        if (_facts.StandardDefinition) return;
        var creator = _facts.CreatorId is { } id
            ? Parties().FirstOrDefault(party => (string)party["identity"]! == id)
            : Party(_facts.OriginParty ?? _channel.Discloser);
        var names = new[] { _facts.CreatorId, (string?)creator?["identity"], (string?)creator?["country"] };
        if (names.OfType<string>().Any(Texts(clause["originators"]).Contains) != isInclude) _denied = true;
    }

    // "Strip or replace created_by_ref, refs, external_references."
    private void Source(JsonObject clause)
    {
        if (_facts.StandardDefinition) return;
        var attribution = (string)clause["attribution"]!;
        var ours = (string?)Party(_channel.Discloser)?["identity"];
        var isForeign = _facts.CreatorId is not null && _facts.CreatorId != ours;
        string[] observables = ["ipv4-addr", "file", "url", "user-account", "email-addr"];
        if (attribution == "must" && _facts.CreatorId is null && !observables.Contains(_facts.Type)) _denied = true;
        var proxy = (string?)clause["proxyPublisher"];
        if (proxy is not null && proxy != _channel.Discloser && isForeign) _denied = true;
        var consent = (string?)clause["identityConsent"] ?? "all";
        var isNamed = attribution != "mustNot" && (consent == "all"
            || (consent == "list" && Texts(clause["identityConsentTo"]).Contains(_channel.Recipient)));
        if (isNamed) return;
        if (_facts.Type == "identity" && !_facts.IsParty) _denied = true;
        if (isForeign)
        {
            _changes.Add((string)clause["replacement"]! == "releasingParty" && ours is not null
                ? $"creator {ours}"
                : "remove created_by_ref");
        }

        if ((bool)clause["stripExternalReferences"]! && _facts.HasExternalReferences) _changes.Add("remove external_references");
    }

    // "No active approved arrangement = deny; four-eyes."
    private void Approval(JsonObject clause)
    {
        var decision = clause["decision"] as JsonObject;
        var approving = 0;
        foreach (var section in clause["sections"]!.AsArray().Select(section => (string)section!["name"]!).Distinct())
        {
            var persons = new HashSet<string>();
            foreach (var approval in decision?["approvals"]?.AsArray() ?? [])
            {
                if ((string)approval!["section"]! == section) persons.UnionWith(Texts(approval["persons"]));
            }

            if (persons.Count >= 2) approving++;
        }

        if (decision is null || _now < Time(decision["date"])) _denied = true;
        if (approving < (int)clause["quorum"]!) _denied = true;
        if (Time(clause["expires"]) is { } end && _now >= end) _denied = true;
        var needsItem = clause["items"] is JsonArray && !_facts.StandardDefinition && !_facts.IsParty;
        if (needsItem && !_facts.Projects.Any(Texts(clause["items"]).Contains)) _denied = true;
    }

    // "Unmapped level = deny; above ceiling = deny."
    private void Classification(JsonObject clause)
    {
        var order = Texts(clause["levels"]);
        var highest = -1;
        foreach (var label in _facts.Markings.Select(mark => mark.Classification).OfType<ClassificationLabel>())
        {
            string? common = null;
            if (label.Scheme == (string)clause["scheme"]!) common = label.Level;
            foreach (var national in clause["equivalence"]!.AsArray())
            {
                if (label.Scheme == (string)national!["scheme"]!) common = (string?)national["equals"]![label.Level];
            }

            if (common is null || !order.Contains(common)) _denied = true;
            else highest = Math.Max(highest, order.IndexOf(common));
        }

        if (highest > order.IndexOf((string)clause["ceiling"]!)) _denied = true;
        if (highest < 0 || !(bool)clause["dualMark"]!) return;
        var own = clause["equivalence"]!.AsArray().FirstOrDefault(one => (string)one!["party"]! == _channel.Recipient);
        if (own?["equals"]!.AsObject().Any(pair => (string)pair.Value! == order[highest]) != true) _denied = true;
    }

    // "Refuse derivation or re-mark without token."
    private void OriginatorControl(JsonObject clause)
    {
        var ours = (string?)Party(_channel.Discloser)?["identity"];
        var isForeign = _facts.OriginParty is not null || _facts.OriginAgreementId is not null
            || (_facts.CreatorId is not null && _facts.CreatorId != ours);
        if (_facts.StandardDefinition || !isForeign) return;
        var missing = Texts(clause["consentFor"]).Where(act => !_facts.Consents.Contains(act)).ToList();
        if (missing.Contains("derive") || (bool)clause["keepOriginator"]!) _mustStayWhole = true;
        if ((missing.Contains("downgrade") || missing.Contains("declassify")) && _facts.Remarked is null or true) _denied = true;
    }

    private void Access(JsonObject clause)
    {
        var recipient = Party(_channel.Recipient);
        if (clause["nationalities"] is JsonArray nations
            && !Texts(nations).Contains((string?)recipient?["country"] ?? "")) _denied = true;
        var roles = Texts(clause["needToKnow"]);
        if (roles.Count > 0 && !Texts(recipient?["roles"]).Any(roles.Contains)) _denied = true;
    }

    // "Recipient class check."
    private void Contractors(JsonObject clause)
    {
        var recipient = Party(_channel.Recipient);
        if (recipient?["class"] is null) _denied = true;
        if ((string?)recipient?["class"] != "contractor") return;
        if (!(bool)clause["allowed"]!) _denied = true;
        if (((int?)recipient["tier"] ?? 1) - 1 > (int)clause["subTiers"]!) _denied = true;
        if (Texts(clause["conditions"]).Any(condition => !Texts(recipient["attested"]).Contains(condition))) _denied = true;
    }

    // "Transform; deny if a mandatory property would go."
    private void Minimisation(JsonObject clause)
    {
        if (_facts.StandardDefinition) return;
        if (_facts.Properties is not { } present)
        {
            _denied = true;
            return;
        }

        foreach (var rule in clause["rules"]!.AsArray())
        {
            var (name, types) = ((string)rule!["property"]!, Texts(rule["types"]));
            if (!present.Contains(name) || (types.Count > 0 && !types.Contains(_facts.Type))) continue;
            var action = (string)rule["action"]!;
            if (action == "keep") _kept.Add(name);
            if (action == "drop") Remove(name);
            if (action == "generalise") _changes.Add($"generalise {name} to {rule["to"]}");
            if (action == "tokenise") _changes.Add($"tokenise {name}");
        }

        if (_facts.IsParty) return;
        if ((string)clause["personalData"]! == "withhold")
        {
            if (_facts.Type is "user-account" or "email-addr" or "email-message") _denied = true;
            var isGroup = _facts.IdentityClass is "class" or "group" or "organization" or "system";
            if (_facts.Type == "identity" && !isGroup) _denied = true;
            if (present.Contains("contact_information")) Remove("contact_information");
        }

        if ((string)clause["victimIdentity"]! == "withhold" && _facts.Type == "identity") _denied = true;
    }

    // "Channel check before bytes leave"; what is missing denies.
    private void Transmission(JsonObject clause)
    {
        var way = _channel.Security;
        var least = Version.Parse((string)clause["tlsMin"]!);
        var holds = way is not null && way.Tls is not null && way.Tls >= least
            && (way.MutualTls || !(bool)clause["mutualTls"]!)
            && (way.RecipientEncryption || !(bool)clause["recipientEncryption"]!)
            && way.SigningSuite == (string)clause["signingSuite"]!
            && way.Ways.Length > 0 && way.Ways.All(Texts(clause["channels"]).Contains);
        if (!holds) _denied = true;
    }

    // The third-party rule: what came from others stays without their consent, and nobody gets back what is theirs.
    private void Origin()
    {
        if (_facts.OriginParty is not null || _facts.OriginAgreementId is not null) _denied = true;
        foreach (var mark in _facts.Markings.Where(mark => mark.Kind == MarkingFactKind.Agreement))
        {
            if (mark.AgreementId != _channel.AgreementId) _denied = true;
        }
    }

    private void TwoChangesOfOneProperty()
    {
        foreach (var group in _changes.Where(change => PropertyOf(change) is not null)
            .GroupBy(change => PropertyOf(change)!).Where(group => group.Count() > 1).ToList())
        {
            foreach (var change in group) _changes.Remove(change);
            Remove(group.Key);
        }
    }

    private void Remove(string name)
    {
        if (IsMandatory(_facts.Type, name)) _denied = true;
        else _changes.Add($"remove {name}");
    }

    /// <summary>Of the types and properties that the tests use, as the tables of STIX 2.1 say.</summary>
    private static bool IsMandatory(string type, string name) => (type, name) switch
    {
        ("indicator", "pattern") or ("indicator", "valid_from") => true,
        ("malware", "is_family") => true,
        ("identity" or "threat-actor" or "vulnerability" or "report", "name") => true,
        ("ipv4-addr", "value") => true,
        _ => false,
    };

    private static string? PropertyOf(string change) => change.Split(' ') is [var verb, var name, ..] && verb != "creator" ? name : null;

    private bool Applies(JsonObject clause)
    {
        var (from, to) = (Texts(clause["appliesTo"]?["from"]), Texts(clause["appliesTo"]?["to"]));
        return (from.Count == 0 || from.Contains(_channel.Discloser)) && (to.Count == 0 || to.Contains(_channel.Recipient));
    }

    private IEnumerable<JsonObject> Clauses() => _document["clauses"]!.AsArray().Select(clause => clause!.AsObject());

    private IEnumerable<JsonObject> Parties() => Clauses().Where(clause => (string)clause["type"]! == "parties")
        .SelectMany(clause => clause["parameters"]!["parties"]!.AsArray()).Select(party => party!.AsObject());

    private JsonObject? Party(string id) => Parties().FirstOrDefault(party => (string)party["id"]! == id);

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => (string)item!)];

    private static DateTimeOffset? Time(JsonNode? time) =>
        time is null ? null : DateTimeOffset.Parse((string)time!, CultureInfo.InvariantCulture);
}
