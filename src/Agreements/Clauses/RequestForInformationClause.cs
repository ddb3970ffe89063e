using System.Collections.Immutable;
using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using NodaTime;

namespace Entente.Agreements.Clauses;

/// <summary>
/// How soon a question is answered, and on what grounds it may be refused. It never makes anything leave.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="ReplyDue">How soon it is answered.</param>
/// <param name="RefusalGrounds">The grounds for refusing.</param>
/// <param name="NoDutyToShare">Whether it is said that nobody has to share.</param>
public sealed record RequestForInformationClause(
    ClauseHeader Header, Period ReplyDue, ImmutableArray<string> RefusalGrounds, bool NoDutyToShare)
    : TimerClause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Timer | ClauseModes.Record;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Attested;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    /// <inheritdoc/>
    public override ImmutableArray<Obligation> Timers =>
    [
        new(
            Header.Id, ObligationTrigger.Request, 1, ClockStart.Received, ReplyDue, true, TimerWords.Requester,
            "reply", null, OnMiss.Record),
    ];

    internal static RequestForInformationClause Read(ClauseHeader header, ParameterReader parameters) => new(
        header, parameters.Duration("replyDue"), parameters.Texts("refusalGrounds"), parameters.Flag("noDutyToShare"));
}
