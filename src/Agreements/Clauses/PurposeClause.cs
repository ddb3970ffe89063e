using System.Collections.Frozen;
using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>
/// What received information may be used for. The recipient has declared its purpose in the parties clause.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Allowed">The purposes allowed.</param>
/// <param name="Forbidden">The purposes forbidden, whatever else is said.</param>
public sealed record PurposeClause(ClauseHeader Header, ImmutableArray<string> Allowed, ImmutableArray<string> Forbidden)
    : Clause(Header)
{
    private static readonly FrozenSet<string> Purposes =
    [
        "networkDefence", "incidentResponse", "exercise", "attribution", "lawEnforcement", "intelligence", "offensive",
        "commercial",
    ];

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release | ClauseModes.Receipt | ClauseModes.Record;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    internal static bool IsPurpose(string text) => Purposes.Contains(text);

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        var purpose = findings.Agreement.Find(channel.Recipient)?.DeclaredPurpose ?? "";
        if (Forbidden.Contains(purpose) || !Allowed.Contains(purpose))
        {
            findings.Deny(
                "purpose-not-allowed", this,
                $"`{channel.Recipient}` declares `{purpose}`; it would be permitted for {string.Join(", ", Allowed.Except(Forbidden))}");
        }
        else
        {
            findings.Oblige($"purpose:{purpose}");
        }
    }

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel) =>
        [$"purpose:{agreement.Find(channel.Recipient)?.DeclaredPurpose}"];

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        foreach (var purpose in Allowed.Intersect(Forbidden))
        {
            yield return Fault("clauses-contradict", "forbidden", $"`{purpose}` is both allowed and forbidden");
        }
    }

    internal static PurposeClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var allowed = parameters.Texts("allowed", IsPurpose);
        var forbidden = parameters.Texts("forbidden", IsPurpose);
        parameters.Text("extraPurposeConsent", text => text is "originator" or "none");
        return new PurposeClause(header, allowed, forbidden);
    }
}
