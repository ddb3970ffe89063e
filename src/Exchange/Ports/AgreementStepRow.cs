namespace Entente.Exchange.Ports;

/// <summary>
/// One step in the life of an agreement at this node. Steps are never changed; the later ones answer the earlier.
/// </summary>
/// <param name="AgreementId">The agreement, whatever its version.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Account">By whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, in whole microseconds.</param>
/// <param name="Until">The first instant after a suspension, or after the agreement; null where there is none.</param>
public sealed record AgreementStepRow(
    string AgreementId,
    AgreementStepKind Kind,
    string Account,
    string Reason,
    DateTimeOffset At,
    DateTimeOffset? Until);
