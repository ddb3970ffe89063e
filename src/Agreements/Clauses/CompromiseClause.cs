using System.Collections.Immutable;
using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using Entente.Stix;
using NodaTime;

namespace Entente.Agreements.Clauses;

/// <summary>
/// What happens when information is lost or compromised: the originator is told, and releases may stop.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Actual">Whether it speaks about actual losses.</param>
/// <param name="Suspected">Whether it speaks about possible ones.</param>
/// <param name="Due">How soon the originator is told.</param>
/// <param name="ReportDue">How soon after that it gets the results of the investigation.</param>
/// <param name="AutoSuspend">What stops by itself.</param>
public sealed record CompromiseClause(
    ClauseHeader Header, bool Actual, bool Suspected, Period Due, Period ReportDue, SuspensionScope AutoSuspend)
    : TimerClause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Timer | ClauseModes.Release;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Attested;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    /// <inheritdoc/>
    public override ImmutableArray<Obligation> Timers =>
    [
        Stage(1, ClockStart.Aware, Due, "loss"), Stage(2, ClockStart.Notified, ReportDue, "investigation"),
    ];

    /// <summary>Whether it speaks about a loss, actual or possible.</summary>
    public bool IsAbout(bool isActual) => isActual ? Actual : Suspected;

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        foreach (var fault in base.Check(document)) yield return fault;
        if (!Actual && !Suspected) yield return Fault("timer-unresolved", "kinds", "it speaks about no kind of loss");
    }

    internal static CompromiseClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var kinds = parameters.Texts("kinds", text => text is "actual" or "suspected");
        return new CompromiseClause(
            header, kinds.Contains("actual"), kinds.Contains("suspected"), parameters.Duration("due"),
            parameters.Duration("reportDue"),
            parameters.Choice(
                "autoSuspend", ("none", SuspensionScope.None), ("channel", SuspensionScope.Channel),
                ("agreement", SuspensionScope.Agreement)));
    }

    private Obligation Stage(int stage, ClockStart start, Period due, string content) => new(
        Header.Id, ObligationTrigger.Compromise, stage, start, due, true, "originator", content, null,
        AutoSuspend == SuspensionScope.None ? OnMiss.Escalate : OnMiss.Suspend);
}
