using System.Collections.Immutable;
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
    /// <summary>The parties to whom the source agreed to be named; null for all.</summary>
    public ImmutableArray<string>? ConsentedTo { get; init; }

    /// <summary>The only party that publishes in the place of sources; null for any.</summary>
    public string? ProxyPublisher { get; init; }

    /// <summary>Whether there may be a recipient to whom sources are not named.</summary>
    internal bool Strips => Attribution == Attribution.MustNot || ConsentedTo is not null;

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release;

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

        var isForeign = facts.CreatorId is not null && facts.CreatorId != releasing;
        if (ProxyPublisher is not null && channel.Discloser != ProxyPublisher && isForeign)
        {
            findings.Deny("not-the-proxy", this, $"only `{ProxyPublisher}` publishes in the place of sources");
        }

        if (Attribution != Attribution.MustNot && ConsentedTo?.Contains(channel.Recipient) != false) return;
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
        foreach (var stranger in (ConsentedTo ?? []).Append(ProxyPublisher).OfType<string>()
            .Where(id => !document.HasParty(id)))
        {
            yield return Fault("party-unknown", "", $"`{stranger}` is no party");
        }

        if (Attribution == Attribution.Must && ConsentedTo is not null)
        {
            yield return Fault("clauses-contradict", "identityConsent", "sources must be named, and not to everybody");
        }

        var opposite = Attribution == Attribution.MustNot ? Attribution.Must : Attribution.MustNot;
        if (Attribution == Attribution.May) yield break;
        foreach (var other in document.Of<SourceProtectionClause>().Where(other => other.Attribution == opposite))
        {
            if (Header.Overlaps(other.Header))
            {
                yield return Fault("clauses-contradict", "attribution", $"clause `{other.Header.Id}` says the opposite");
            }
        }
    }

    internal static SourceProtectionClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var clause = new SourceProtectionClause(
            header,
            parameters.Choice(
                "attribution", ("may", Attribution.May), ("must", Attribution.Must), ("mustNot", Attribution.MustNot)),
            parameters.Choice("replacement", ("releasingParty", true), ("omit", false)),
            parameters.Flag("stripExternalReferences"));
        var consent = parameters.OptionalText("identityConsent", text => text is "none" or "list" or "all");
        var listed = parameters.OptionalTexts("identityConsentTo");
        if ((consent == "list") != (listed is not null))
        {
            parameters.Fault("clauses-contradict", "identityConsentTo", "it stands with `list`, and only there");
        }

        return clause with
        {
            ConsentedTo = consent is "none" or "list" ? listed ?? [] : null,
            ProxyPublisher = parameters.OptionalText("proxyPublisher"),
        };
    }
}
