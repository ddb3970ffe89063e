using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>Whether companies that work for a party may receive, and what they must have shown before.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Allowed">Whether contractors may receive at all.</param>
/// <param name="Conditions">What is attested of them first: <c>bound</c>, <c>cleared</c>, <c>inspected</c>.</param>
/// <param name="SubTiers">How many tiers of subcontractors may receive below the contractor.</param>
public sealed record ContractorsClause(
    ClauseHeader Header, bool Allowed, ImmutableArray<string> Conditions, int SubTiers) : Clause(Header)
{
    /// <summary>The most tiers that can be named.</summary>
    internal const int TiersMax = 9;

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release | ClauseModes.Receipt | ClauseModes.Record;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel) =>
        Allowed
            ? Conditions.Select(condition => $"contractors:{condition}").Append($"contractors:tiers:{SubTiers}")
            : ["contractors:none"];

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        base.Decide(facts, channel, now, findings);
        var recipient = findings.Agreement.Find(channel.Recipient);
        if (recipient?.Class is not { } kind)
        {
            findings.Deny(
                "recipient-class-unknown", this, $"`{channel.Recipient}` does not say what kind of recipient it is");
            return;
        }

        if (kind != RecipientClass.Contractor) return;
        if (!Allowed)
        {
            findings.Deny("contractor-refused", this, $"`{channel.Recipient}` is a contractor");
            return;
        }

        if (recipient.Tier > SubTiers + 1)
        {
            findings.Deny(
                "contractor-refused", this, $"`{channel.Recipient}` is a contractor of tier {recipient.Tier}");
        }

        foreach (var condition in Conditions.Except(recipient.Attested))
        {
            findings.Deny("contractor-refused", this, $"nobody attests that `{channel.Recipient}` is {condition}");
        }
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        if (!Allowed && (!Conditions.IsEmpty || SubTiers > 0))
        {
            yield return Fault(
                "clauses-contradict", "allowed", "conditions are set for contractors that are not allowed");
        }

        foreach (var party in document.Parties.Where(party => party.Class is null))
        {
            yield return Fault(
                "recipient-class-missing", "", $"`{party.Id}` does not say what kind of recipient it is");
        }
    }

    internal static ContractorsClause Read(ClauseHeader header, ParameterReader parameters) => new(
        header,
        parameters.Flag("allowed"),
        parameters.Texts("conditions", IsCondition),
        parameters.Number("subTiers", 0, TiersMax));

    internal static bool IsCondition(string text) => text is "bound" or "cleared" or "inspected";
}
