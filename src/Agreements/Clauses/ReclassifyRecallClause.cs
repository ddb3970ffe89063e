using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using Entente.Stix;
using NodaTime;

namespace Entente.Agreements.Clauses;

/// <summary>Who may change or take back what was released, and how soon the recipient follows.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Who">Who may: <c>originator</c>, or party ids.</param>
/// <param name="Kinds">What: <c>downgrade</c>, <c>upgrade</c>, <c>correct</c>, <c>revoke</c>, <c>recall</c>.</param>
/// <param name="PropagateWithin">How soon the recipient follows.</param>
public sealed record ReclassifyRecallClause(
    ClauseHeader Header, ImmutableArray<string> Who, ImmutableArray<string> Kinds, Period PropagateWithin)
    : TimerClause(Header)
{
    private const string Originator = "originator";

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release | ClauseModes.Receipt | ClauseModes.Timer;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Attested;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    /// <inheritdoc/>
    public override ImmutableArray<Obligation> Timers =>
    [
        new(
            Header.Id, ObligationTrigger.Recall, 1, ClockStart.Received, PropagateWithin, true, Originator, "followed",
            null, OnMiss.Escalate),
    ];

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel) =>
        Kinds.Select(kind => $"follow:{kind}:{PropagateWithin}");

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        foreach (var fault in base.Check(document)) yield return fault;
        foreach (var who in Who.Where(who => who != Originator && !document.HasParty(who)))
        {
            yield return Fault("party-unknown", "who", $"`{who}` is no party");
        }
    }

    internal static ReclassifyRecallClause Read(ClauseHeader header, ParameterReader parameters) => new(
        header,
        parameters.Texts("who"),
        parameters.Texts("kinds", text => text is "downgrade" or "upgrade" or "correct" or "revoke" or "recall"),
        parameters.Duration("propagateWithin"));
}
