using System.Text;
using System.Text.Json.Nodes;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Redaction;
using Entente.Stix;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>
/// Objects with short names, verdicts that the decision engine made about them, and what redaction makes of both.
/// </summary>
internal static class RedactionLab
{
    public const string Time = "2026-01-01T00:00:00.000Z";
    public const string Japan = "identity--42e68371-f6e1-41f8-b0c4-65b09e8e9f72";
    public const string Attack = "identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5";

    private static readonly AgreementSet Active = SampleAgreements.JapanVietNam();

    private static readonly ChannelTerms ToVietnam = new(SampleAgreements.Arrangement, "jp-cdu", "vn-cyc", "live");

    public static string Red { get; } = KnownMarkings.IdOf(Tlp.Red);

    public static string Green { get; } = KnownMarkings.IdOf(Tlp.Green);

    public static StixTimestamp Now { get; } = StixTimestamp.FromInstant(SampleAgreements.Within);

    public static Verdict Permit { get; } = Decide(
        new ReleaseFacts { Type = "report", Realm = "live", Markings = [MarkingFact.OfKnown(Green)] });

    public static Verdict Deny { get; } = Decide(new ReleaseFacts { Type = "report", Realm = "live" });

    public static Verdict Hold { get; } = Decide(
        new ReleaseFacts { Type = "vulnerability", Realm = "live", Markings = [MarkingFact.OfKnown(Green)] });

    public static DerivativeIds Ids { get; } = new("a secret of the discloser"u8, "profile");

    /// <summary>A verdict that calls for changes: of its creator, and of its external references.</summary>
    public static Verdict Transform(bool omitCreator = false, bool references = false)
    {
        var protecting = SampleAgreements.JapanVietNam(document =>
        {
            var clause = document["clauses"]![10]!;
            clause["appliesTo"] = new JsonObject { ["from"] = new JsonArray(), ["to"] = new JsonArray() };
            clause["parameters"]!["replacement"] = omitCreator ? "omit" : "releasingParty";
        });
        var facts = new ReleaseFacts
        {
            Type = "report",
            Realm = "live",
            Markings = [MarkingFact.OfKnown(Green)],
            CreatorId = Attack,
            HasExternalReferences = references,
        };
        return Decide(facts, protecting);
    }

    /// <summary>A verdict that calls for custom properties to be removed.</summary>
    public static Verdict Without(params ReadOnlySpan<string> properties) => Decide(
        new ReleaseFacts
        {
            Type = "malware",
            Realm = "live",
            Markings = [MarkingFact.OfKnown(Green)],
            Extensions = [.. properties],
        });

    /// <summary>The id of an object by its type and number.</summary>
    public static string Id(string type, int number) => $"{type}--00000000-0000-4000-8000-{number:D12}";

    /// <summary>An object as its reader gives it; <paramref name="more"/> is what it has beside its head.</summary>
    public static StixObject Object(string type, int number, string more = "")
    {
        var head = StixTypes.KindOf(type) == ObjectKind.CyberObservable ? ""
            : $"\"created\":\"{Time}\",\"modified\":\"{Time}\",";
        if (type == "marking-definition") head = $"\"created\":\"{Time}\",";
        if (more.Length > 0) more = "," + more;
        return Read($$"""{"type":"{{type}}",{{head}}"spec_version":"2.1","id":"{{Id(type, number)}}"{{more}}}""");
    }

    public static StixObject Read(string json)
    {
        var read = StixReader.Read(Encoding.UTF8.GetBytes(json));
        Assert.True(read.Object is not null, $"{json}\n{string.Join('\n', read.Diagnostics)}");
        return read.Object;
    }

    public static RedactionInput Input(StixObject stix, Verdict verdict, params ReadOnlySpan<string> denied) =>
        new(stix, verdict, [.. denied]);

    public static RedactionInput Input(string type, int number, string more = "") =>
        Input(Object(type, number, more), Permit);

    public static RedactionInput Withheld(string type, int number, string more = "") =>
        Input(Object(type, number, more), Deny);

    /// <summary>Redacts for Viet Nam. Our identity has left; of other ids outside the batch the caller knows.</summary>
    public static IReadOnlyList<RedactedObject> Redact(
        IEnumerable<RedactionInput> batch, Func<string, ReferenceState>? outside = null) => GraphRedactor.Redact(
        [.. batch],
        new RedactionContext(
            Ids, Japan,
            Active.Find(SampleAgreements.Arrangement)!.MarkingId, Now,
            id => id == Japan ? new ReferenceState(ReferenceStatus.Released, id)
                : outside?.Invoke(id) ?? default));

    /// <summary>What became of each object of a batch, as one word each.</summary>
    public static string Outcomes(params ReadOnlySpan<RedactionInput> batch) =>
        string.Join(' ', Redact(batch.ToArray()).Select(item => item.Outcome));

    /// <summary>The bytes that leave; null when nothing does.</summary>
    public static ReadOnlyMemory<byte>? Output(RedactedObject item) => item.Outcome switch
    {
        RedactionOutcome.PassThrough => item.Object.Bytes,
        RedactionOutcome.Derivative => item.Derivative!.Value,
        _ => (ReadOnlyMemory<byte>?)null,
    };

    public static string Text(RedactedObject item) => Encoding.UTF8.GetString(Output(item)!.Value.Span);

    public static JsonObject Json(RedactedObject item) => JsonNode.Parse(Text(item))!.AsObject();

    public static string Refs(params ReadOnlySpan<string> ids) => $"[\"{string.Join("\",\"", ids)}\"]";

    public static string Codes(RedactedObject item) =>
        string.Join(' ', item.Verdict.Reasons.Select(reason => reason.Code));

    private static Verdict Decide(ReleaseFacts facts, AgreementSet? active = null) =>
        DecisionEngine.Decide(facts, ToVietnam, active ?? Active, SampleAgreements.Within);
}
