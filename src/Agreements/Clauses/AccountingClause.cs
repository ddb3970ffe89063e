using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using Entente.Stix;
using NodaTime;

namespace Entente.Agreements.Clauses;

/// <summary>
/// Receipts and registers. A receipt is a signature over the log that the discloser can check for itself.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="ReceiptRequired">Whether what was received is acknowledged.</param>
/// <param name="ReceiptDue">How soon; null for no time.</param>
/// <param name="AccessLog">Whether the recipient logs who looked.</param>
/// <param name="RegisterExport">Whether the recipient hands its register over when asked.</param>
public sealed record AccountingClause(
    ClauseHeader Header, bool ReceiptRequired, Period? ReceiptDue, bool AccessLog, bool RegisterExport)
    : TimerClause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Receipt | ClauseModes.Timer | ClauseModes.Record;

    /// <inheritdoc/>
    public override Strength OwnNode => AccessLog || RegisterExport ? Strength.Attested : Strength.Detected;

    /// <inheritdoc/>
    public override Strength Beyond => OwnNode;

    /// <inheritdoc/>
    public override ImmutableArray<Obligation> Timers => ReceiptDue is null
        ? []
        : [new(
            Header.Id, ObligationTrigger.Release, 1, ClockStart.Received, ReceiptDue, true, "discloser", "receipt",
            null, OnMiss.Record)];

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel)
    {
        if (ReceiptRequired) yield return $"receipt:{ReceiptDue?.ToString() ?? "any"}";
        if (AccessLog) yield return "access-log:keep";
        if (RegisterExport) yield return "register:export";
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        foreach (var fault in base.Check(document)) yield return fault;
        if (ReceiptDue is not null && !ReceiptRequired)
        {
            yield return Fault("clauses-contradict", "receiptDue", "a receipt is due that is not required");
        }
    }

    internal static AccountingClause Read(ClauseHeader header, ParameterReader parameters) => new(
        header,
        parameters.Flag("receiptRequired"),
        parameters.OptionalDuration("receiptDue"),
        parameters.Flag("accessLog"),
        parameters.Flag("registerExport"));
}
