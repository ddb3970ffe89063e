using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Redaction;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>A small graph of STIX objects, decided by the engine and redacted, as a test states it.</summary>
internal sealed class RedactionGraph
{
    public static readonly StixTimestamp Now = StixTimestamp.FromInstant(CoastAgreements.Now);

    private static readonly AgreementSet Plain = CoastAgreements.Set();
    private readonly List<JsonObject> _objects = [];

    /// <summary>The agreements that decide.</summary>
    public AgreementSet Agreements { get; init; } = Plain;

    /// <summary>What is known outside the batch, by id; everything else is unreleasable.</summary>
    public Dictionary<string, ReferenceState> Outside { get; } = new(StringComparer.Ordinal)
    {
        [CoastAgreements.IdentityOf(CoastAgreements.Blue)] =
            new ReferenceState(ReferenceStatus.Released, CoastAgreements.IdentityOf(CoastAgreements.Blue)),
    };

    public static string Id(string type, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{type}--{number:x8}-0000-4000-8000-000000000000");

    /// <summary>Adds an object of ours, TLP:GREEN unless the members say otherwise.</summary>
    public RedactionGraph Add(string type, int number, JsonObject? members = null, Tlp level = Tlp.Green)
    {
        var stix = new JsonObject { ["type"] = type, ["spec_version"] = "2.1", ["id"] = Id(type, number) };
        if (StixTypes.KindOf(type) != ObjectKind.CyberObservable)
        {
            stix["created_by_ref"] = CoastAgreements.IdentityOf(CoastAgreements.Blue);
            stix["created"] = "2026-03-01T10:00:00.123Z";
            if (type != "marking-definition") stix["modified"] = "2026-03-01T10:00:00.123Z";
        }

        stix["object_marking_refs"] = new JsonArray(KnownMarkings.IdOf(level));
        foreach (var (name, value) in Required(type).Concat(members ?? []))
        {
            if (value is null) stix.Remove(name);
            else stix[name] = value.DeepClone();
        }

        _objects.Add(stix);
        return this;
    }

    /// <summary>Adds an object as it stands.</summary>
    public RedactionGraph Add(JsonObject stix)
    {
        _objects.Add(stix);
        return this;
    }

    public RedactionGraph Relationship(int number, string source, string target) => Add(
        "relationship",
        number,
        new JsonObject
        {
            ["relationship_type"] = "related-to",
            ["source_ref"] = source,
            ["target_ref"] = target,
        });

    /// <summary>Decides and redacts; a token can be replaced in the JSON texts as they are read.</summary>
    public IReadOnlyList<RedactedObject> Redact(string token = "", string text = "")
    {
        var context = new RedactionContext(
            new DerivativeIds("a secret of the discloser"u8, "coast\ngreen-cu"),
            CoastAgreements.IdentityOf(CoastAgreements.Blue),
            Agreements.Find(CoastAgreements.ArrangementId)!.MarkingId,
            Now,
            id => Outside.GetValueOrDefault(id));
        return GraphRedactor.Redact([.. _objects.Select(json => Judge(json, token, text))], context);
    }

    public static string Text(RedactedObject result) => Encoding.UTF8.GetString(
        result.Outcome == RedactionOutcome.PassThrough ? result.Object.Bytes.Span : result.Derivative!.Value.Span);

    public static JsonObject Json(RedactedObject result) => JsonNode.Parse(Text(result))!.AsObject();

    private RedactionInput Judge(JsonObject json, string token, string text)
    {
        var written = json.ToJsonString();
        if (token.Length > 0) written = written.Replace(token, text, StringComparison.Ordinal);
        var read = StixReader.Read(Encoding.UTF8.GetBytes(written));
        Assert.True(read.Object is not null, string.Join("\n", read.Diagnostics));
        var stix = read.Object;
        var definition = stix.Type == "marking-definition" ? MarkingDefinitions.KindOf(stix) : MarkingKind.Other;
        var facts = new ReleaseFacts
        {
            Type = stix.Type,
            Realm = "live",
            CreatorId = stix.CreatedByRef,
            Extensions = [.. stix.PropertyNames.Where(name => name.StartsWith("x_", StringComparison.Ordinal))],
            Markings = [.. stix.ObjectMarkingRefs.Select(Mark)],
            HasExternalReferences = stix.PropertyNames.Contains("external_references"),
            StandardDefinition = definition == MarkingKind.Known,
            StatementDefinition = definition == MarkingKind.Statement,
        };
        var denied = stix.GranularMarkings
            .Where(entry => entry.MarkingRef is not null)
            .Where(entry => Outcome.Deny
                == Decide(facts with { Markings = facts.Markings.Add(Mark(entry.MarkingRef!)) }).Outcome)
            .SelectMany(entry => entry.Selectors);
        return new RedactionInput(stix, Decide(facts), [.. denied]);
    }

    private Verdict Decide(ReleaseFacts facts) =>
        DecisionEngine.Decide(facts, CoastAgreements.BlueToGreen, Agreements, CoastAgreements.Now);

    private MarkingFact Mark(string id) => _objects.Any(json => (string?)json["id"] == id)
        ? new MarkingFact(id, MarkingFactKind.Statement)
        : MarkingFact.OfKnown(id);

    private static JsonObject Required(string type) => type switch
    {
        "indicator" => new JsonObject
        {
            ["name"] = "an indicator",
            ["pattern"] = "[ipv4-addr:value = '198.51.100.3']",
            ["pattern_type"] = "stix",
            ["valid_from"] = "2026-03-01T10:00:00Z",
        },
        "malware" => new JsonObject { ["name"] = "some malware", ["is_family"] = false },
        "report" => new JsonObject { ["name"] = "a report", ["published"] = "2026-03-01T10:00:00Z" },
        "note" => new JsonObject { ["content"] = "a note" },
        "ipv4-addr" => new JsonObject { ["value"] = "198.51.100.3" },
        "file" => new JsonObject { ["name"] = "a.exe" },
        "marking-definition" => new JsonObject
        {
            ["definition_type"] = "statement",
            ["definition"] = new JsonObject { ["statement"] = "as it is" },
        },
        _ => [],
    };
}
