using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// Who may see it at the recipient. The gate checks nationality and role of the receiving party; clearance and register
/// are about persons, whom the gate does not know, and travel as obligations.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Clearance">The clearance that a person needs; null for none.</param>
/// <param name="Roles">Roles of which the receiving party has at least one; empty for no limit.</param>
/// <param name="Nationalities">The countries whose parties may receive; null for no limit, none for nobody.</param>
/// <param name="Register">Whether a register is kept of who has access.</param>
public sealed record AccessClause(
    ClauseHeader Header,
    ClassificationLabel? Clearance,
    ImmutableArray<string> Roles,
    ImmutableArray<string>? Nationalities,
    bool Register) : Clause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release | ClauseModes.Receipt;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Attested;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel)
    {
        if (Clearance is not null) yield return $"access:clearance:{Clearance}";
        foreach (var role in Roles) yield return $"access:role:{role}";
        if (Register) yield return "access:register";
    }

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        base.Decide(facts, channel, now, findings);
        var recipient = findings.Agreement.Find(channel.Recipient);
        if (Nationalities is { } countries && (recipient is null || !countries.Contains(recipient.Country)))
        {
            findings.Deny("nationality-not-allowed", this, $"`{channel.Recipient}` is not of a nation that has access");
        }

        if (!Roles.IsEmpty && recipient?.Roles.Any(Roles.Contains) != true)
        {
            findings.Deny("need-to-know-missing", this, $"`{channel.Recipient}` has no role that needs to know");
        }
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        if (Clearance is null) yield break;
        if (document.Of<ClassificationClause>().Any(clause => clause.CommonOf(Clearance) is not null)) yield break;
        yield return Fault("level-unknown", "clearance", $"no classification clause knows {Clearance}");
    }

    internal static AccessClause Read(ClauseHeader header, ParameterReader parameters)
    {
        ClassificationLabel? clearance = null;
        if (parameters.OptionalObject("clearance") is { } named)
        {
            clearance = new ClassificationLabel(named.Text("scheme"), named.Text("level"));
            named.Finish();
        }

        return new AccessClause(
            header, clearance, parameters.Texts("needToKnow"),
            parameters.OptionalTexts("nationalities", PartiesClause.IsCountry), parameters.Flag("register"));
    }
}
