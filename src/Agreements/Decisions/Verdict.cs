using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Entente.Stix;

namespace Entente.Agreements.Decisions;

/// <summary>
/// What was decided about a release class, with all reasons. Immutable. It is rendered in full for our operator and
/// never shown to a partner: a reason can reveal what it withholds.
/// </summary>
public sealed class Verdict
{
    private readonly Lazy<string> _rendering;
    private readonly Lazy<string> _digest;

    internal Verdict(
        Outcome outcome,
        ImmutableArray<Reason> reasons,
        ImmutableArray<ClauseRef> clauses,
        ImmutableArray<TransformOp> transforms,
        ImmutableArray<string> obligations)
    {
        Outcome = outcome;
        Reasons = reasons;
        Clauses = clauses;
        Transforms = transforms;
        Obligations = obligations;
        _rendering = new Lazy<string>(Render);
        _digest = new Lazy<string>(() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString()))));
    }

    /// <summary>The outcome.</summary>
    public Outcome Outcome { get; }

    /// <summary>All reasons, never empty, the worst first.</summary>
    public ImmutableArray<Reason> Reasons { get; }

    /// <summary>The clauses under which it would leave.</summary>
    public ImmutableArray<ClauseRef> Clauses { get; }

    /// <summary>The changes that are required before it leaves.</summary>
    public ImmutableArray<TransformOp> Transforms { get; }

    /// <summary>What the recipient owes for it.</summary>
    public ImmutableArray<string> Obligations { get; }

    /// <summary>
    /// SHA-256 of the operator's rendering, lower-case hexadecimal: what the decision log keeps of it.
    /// </summary>
    public string Digest => _digest.Value;

    /// <summary>Why no derivative may be made of it: it leaves as it is or not at all. Empty when one may.</summary>
    public ImmutableArray<Reason> Whole { get; internal init; } = [];

    /// <summary>The same verdict made worse by what was found about the object itself.</summary>
    public Verdict With(Outcome outcome, string code, string detail) => new(
        outcome > Outcome ? outcome : Outcome,
        DecisionEngine.Sort(Reasons.Where(reason => reason.Code != DecisionEngine.PermittedCode)
            .Append(new Reason(outcome, code, null, detail))),
        Clauses, Transforms, Obligations)
    {
        Whole = Whole,
    };

    /// <summary>The operator's rendering: canonical JSON.</summary>
    public override string ToString() => _rendering.Value;

    private string Render()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("outcome", Outcome.ToString().ToLowerInvariant());
            json.WriteStartArray("reasons");
            foreach (var reason in Reasons)
            {
                json.WriteStartObject();
                json.WriteString("outcome", reason.Outcome.ToString().ToLowerInvariant());
                json.WriteString("code", reason.Code);
                json.WriteString("detail", reason.Detail);
                if (reason.Clause is { } clause)
                {
                    json.WriteString("agreement", $"{clause.AgreementId}@{clause.Version}");
                    json.WriteString("clause", clause.ClauseId);
                    json.WriteString("article", clause.SourceArticle);
                    json.WriteString("type", clause.Type);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("obligations");
            foreach (var obligation in Obligations) json.WriteStringValue(obligation);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(CanonicalJson.Canonicalize(output.WrittenSpan));
    }
}
