using System.Collections.Immutable;
using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using NodaTime;

namespace Entente.Agreements.Clauses;

/// <summary>How the parties make sure of each other's protection: by people, whom software only reminds.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Inspections">Whether there are inspections.</param>
/// <param name="Visits">Whether representatives visit.</param>
/// <param name="AuditEvidence">What evidence is handed over.</param>
/// <param name="Interval">How often.</param>
public sealed record AssuranceClause(
    ClauseHeader Header, bool Inspections, bool Visits, ImmutableArray<string> AuditEvidence, Period Interval)
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
            Header.Id, ObligationTrigger.Interval, 1, ClockStart.Notified, Interval, true, "allParties",
            "evidence", null, OnMiss.Record),
    ];

    internal static AssuranceClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var clause = new AssuranceClause(
            header, parameters.Flag("inspections"), parameters.Flag("visits"), parameters.Texts("auditEvidence"),
            parameters.Duration("interval"));
        if (CalendarTime.IsZero(clause.Interval) && parameters.Has("interval"))
        {
            parameters.Fault("validity-empty", "interval", "an interval takes some time");
        }

        return clause;
    }
}
