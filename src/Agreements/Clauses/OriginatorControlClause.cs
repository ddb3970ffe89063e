using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// The originator keeps control: what is another's leaves as it came or not at all, unless its consent is at hand.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="KeepOriginator">Whether the originator stays named: a derivative would not name it.</param>
/// <param name="PortionProvenance">Whether the recipient keeps the origin of each portion that it uses.</param>
/// <param name="ConsentFor">What needs consent: <c>derive</c>, <c>downgrade</c>, <c>declassify</c>.</param>
public sealed record OriginatorControlClause(
    ClauseHeader Header, bool KeepOriginator, bool PortionProvenance, ImmutableArray<string> ConsentFor)
    : Clause(Header)
{
    private const string Derive = "derive";

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release | ClauseModes.Receipt;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel)
    {
        foreach (var act in ConsentFor) yield return $"originator-consent:{act}";
        if (PortionProvenance) yield return "portion-provenance:keep";
    }

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        base.Decide(facts, channel, now, findings);
        if (facts.StandardDefinition || !IsForeign(facts, channel, findings.Agreement)) return;
        if (KeepOriginator)
        {
            findings.StayWhole("originator-not-kept", this, "a derivative would not name its originator");
        }
        if (ConsentFor.Contains(Derive) && !facts.Consents.Contains(Derive))
        {
            findings.StayWhole("derivation-needs-consent", this, "its originator has not consented to a derivative");
        }

        // Nobody knows that it was left alone until somebody says so.
        var missing = ConsentFor.Where(act => act != Derive && !facts.Consents.Contains(act)).ToList();
        if (missing.Count > 0 && facts.Remarked != false)
        {
            findings.Deny("remark-needs-consent", this, "its markings are not, or may not be, its originator's");
        }
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        if (!KeepOriginator) yield break;
        foreach (var other in document.Of<SourceProtectionClause>().Where(other => other.Strips))
        {
            if (Header.Overlaps(other.Header))
            {
                yield return Fault(
                    "clauses-contradict", "keepOriginator", $"clause `{other.Header.Id}` does not name sources");
            }
        }
    }

    internal static OriginatorControlClause Read(ClauseHeader header, ParameterReader parameters) => new(
        header,
        parameters.Flag("keepOriginator"),
        parameters.Flag("portionProvenance"),
        parameters.Texts("consentFor", text => text is Derive or "downgrade" or "declassify"));

    private static bool IsForeign(ReleaseFacts facts, ChannelTerms channel, CompiledAgreement agreement) =>
        facts.OriginParty is not null || facts.OriginAgreementId is not null
        || (facts.CreatorId is { } creator && creator != agreement.Find(channel.Discloser)?.Identity);
}
