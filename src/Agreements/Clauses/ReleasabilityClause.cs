using System.Collections.Immutable;
using Entente.Agreements.Compilation;
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
    /// <summary>The countries whose parties may receive, or may not; null for no limit.</summary>
    public ImmutableArray<string>? Nations { get; init; }

    /// <summary>The organisations that may receive, or may not, as the parties bind them; null for no limit.</summary>
    public ImmutableArray<string>? Organisations { get; init; }

    /// <summary>The persons who may receive, or may not; null for no limit.</summary>
    public ImmutableArray<string>? Persons { get; init; }

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel) =>
        Include ? [] : (Persons ?? []).Select(person => $"not-to:{person}");

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        if (!Recipients.Contains(channel.Recipient))
        {
            findings.Deny("recipient-not-listed", this, $"`{channel.Recipient}` is not among the recipients");
        }

        DecideRecipient(channel, findings);
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
        parameters.Texts("recipients"))
    {
        Nations = parameters.OptionalTexts("nations", PartiesClause.IsCountry),
        Organisations = parameters.OptionalTexts("organisations"),
        Persons = parameters.OptionalTexts("persons"),
    };

    private void DecideRecipient(ChannelTerms channel, Findings findings)
    {
        foreach (var duty in Duties(findings.Agreement, channel)) findings.Oblige(duty);
        var recipient = findings.Agreement.Find(channel.Recipient);
        if (Nations is { } nations && (recipient is null || nations.Contains(recipient.Country) != Include))
        {
            findings.Deny("recipient-not-listed", this, $"the nation of `{channel.Recipient}` may not receive");
        }

        if (Organisations is { } listed
            && (recipient is null || recipient.Organisation.Any(listed.Contains) != Include))
        {
            findings.Deny("recipient-not-listed", this, $"the organisation of `{channel.Recipient}` may not receive");
        }

        if (Include && Persons is not null)
        {
            findings.Deny(
                "no-named-recipients", this, "it is for named persons and a channel between machines names none");
        }
    }

    /// <summary>
    /// The creator that the object names, with its country when it is a party. An object that names none is of the party
    /// that gave it to us, or our own.
    /// </summary>
    private static (string? Identity, string? Country) Originator(
        ReleaseFacts facts, ChannelTerms channel, CompiledAgreement agreement)
    {
        var party = facts.CreatorId is { } creator
            ? agreement.FindByIdentity(creator)
            : agreement.Find(facts.OriginParty ?? channel.Discloser);
        return (facts.CreatorId ?? party?.Identity, party?.Country);
    }
}
