using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>Whether sources are named. What is stripped makes the object a derivative of ours.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Attribution">Whether the creator is named.</param>
/// <param name="ReplaceByReleasingParty">Whether the releasing party stands in for it; otherwise nobody does.</param>
/// <param name="StripExternalReferences">Whether the documents it rests on are removed too.</param>
public sealed record SourceProtectionClause(
    ClauseHeader Header, Attribution Attribution, bool ReplaceByReleasingParty, bool StripExternalReferences)
    : Clause(Header)
{
    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        // A definition of the standard is fixed under its id: rewritten it would be nobody's.
        if (facts.StandardDefinition) return;
        var releasing = findings.Agreement.Find(channel.Discloser)?.Identity;
        if (Attribution == Attribution.Must && facts.CreatorId is null && StixTypes.KindOf(facts.Type) != ObjectKind.CyberObservable)
        {
            findings.Deny("source-not-named", this, "the object names no creator");
        }

        if (Attribution != Attribution.MustNot) return;
        if (facts.Type == "identity" && !facts.IsParty)
        {
            findings.Deny("source-protected", this, "an identity other than a party's own would name a source");
        }

        if (facts.CreatorId is not null && facts.CreatorId != releasing)
        {
            findings.Transform(
                "source-replaced", this, "its creator is not named",
                ReplaceByReleasingParty && releasing is not null
                    ? new TransformOp(TransformKind.ReplaceCreator, releasing)
                    : new TransformOp(TransformKind.RemoveProperty, "created_by_ref"));
        }

        if (StripExternalReferences && facts.HasExternalReferences)
        {
            findings.Transform(
                "references-stripped", this, "the documents it rests on are not named",
                new TransformOp(TransformKind.RemoveProperty, "external_references"));
        }
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        var opposite = Attribution == Attribution.MustNot ? Attribution.Must : Attribution.MustNot;
        if (Attribution == Attribution.May) yield break;
        foreach (var other in document.Of<SourceProtectionClause>().Where(other => other.Attribution == opposite))
        {
            if (Overlap(Header.From, other.Header.From) && Overlap(Header.To, other.Header.To))
            {
                yield return Fault("clauses-contradict", "attribution", $"clause `{other.Header.Id}` says the opposite");
            }
        }
    }

    internal static SourceProtectionClause Read(ClauseHeader header, ParameterReader parameters) => new(
        header,
        parameters.Choice(
            "attribution", ("may", Attribution.May), ("must", Attribution.Must), ("mustNot", Attribution.MustNot)),
        parameters.Choice("replacement", ("releasingParty", true), ("omit", false)),
        parameters.Flag("stripExternalReferences"));

    private static bool Overlap(IReadOnlyCollection<string> left, IReadOnlyCollection<string> right) =>
        left.Count == 0 || right.Count == 0 || left.Intersect(right).Any();
}
