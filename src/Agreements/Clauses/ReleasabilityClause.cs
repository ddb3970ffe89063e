using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;

namespace Entente.Agreements.Clauses;

/// <summary>Whose information may go to whom. Set membership; an empty set means nobody.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Include">Whether the originators listed are the ones allowed; otherwise the ones excluded.</param>
/// <param name="Originators">Country codes and STIX identities.</param>
/// <param name="Recipients">Party ids.</param>
public sealed record ReleasabilityClause(
    ClauseHeader Header, bool Include, ImmutableArray<string> Originators, ImmutableArray<string> Recipients)
    : Clause(Header)
{
    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        if (!Recipients.Contains(channel.Recipient))
        {
            findings.Deny("recipient-not-listed", this, $"`{channel.Recipient}` is not among the recipients");
        }

        if (facts.StandardDefinition) return;
        var (identity, country) = Originator(facts, channel, findings.Agreement);
        var listed = (identity is not null && Originators.Contains(identity))
            || (country is not null && Originators.Contains(country));
        if (listed != Include)
        {
            findings.Deny(
                "originator-not-releasable", this,
                $"what comes from `{identity ?? country ?? facts.OriginParty}` is {(Include ? "not among what may be released" : "excluded")}");
        }
    }

    internal static ReleasabilityClause Read(ClauseHeader header, ParameterReader parameters) => new(
        header,
        parameters.Choice("mode", ("include", true), ("exclude", false)),
        parameters.Texts("originators"),
        parameters.Texts("recipients"));

    /// <summary>
    /// The creator that the object names, with its country when it is a party. An object that names none is of the party
    /// that gave it to us, or our own.
    /// </summary>
    private static (string? Identity, string? Country) Originator(
        ReleaseFacts facts, ChannelTerms channel, Compilation.CompiledAgreement agreement)
    {
        var party = facts.CreatorId is { } creator
            ? agreement.FindByIdentity(creator)
            : agreement.Find(facts.OriginParty ?? channel.Discloser);
        return (facts.CreatorId ?? party?.Identity, party?.Country);
    }
}
