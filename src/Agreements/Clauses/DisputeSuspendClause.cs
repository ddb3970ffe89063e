using System.Collections.Immutable;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// Differences are settled by talking, and releases may stop meanwhile. A suspension takes effect at the next decision,
/// whoever's it is; protection goes on.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="ConsultOnly">Whether differences are settled by consultation and nothing else.</param>
/// <param name="SuspensionRight">Who may suspend: party ids, or <c>allParties</c>.</param>
/// <param name="ProtectionContinues">Whether what was received stays protected meanwhile.</param>
public sealed record DisputeSuspendClause(
    ClauseHeader Header, bool ConsultOnly, ImmutableArray<string> SuspensionRight, bool ProtectionContinues)
    : Clause(Header)
{
    private const string Everybody = "allParties";

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release | ClauseModes.Record;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    /// <summary>Whether it gives a party the right to suspend.</summary>
    public bool Gives(string party) => SuspensionRight.Contains(Everybody) || SuspensionRight.Contains(party);

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        foreach (var who in SuspensionRight.Where(who => who != Everybody && !document.HasParty(who)))
        {
            yield return Fault("party-unknown", "suspensionRight", $"`{who}` is no party");
        }

        if (!ProtectionContinues && document.Of<SurvivalClause>().Any())
        {
            yield return Fault(
                "clauses-contradict", "protectionContinues", "protection survives the end but no suspension");
        }
    }

    internal static DisputeSuspendClause Read(ClauseHeader header, ParameterReader parameters) => new(
        header, parameters.Flag("consultOnly"), parameters.Texts("suspensionRight"),
        parameters.Flag("protectionContinues"));
}
