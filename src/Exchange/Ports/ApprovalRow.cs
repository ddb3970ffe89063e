namespace Entente.Exchange.Ports;

/// <summary>A releaser's answer about one held object version in one channel.</summary>
/// <param name="ObjectId">The object's own id.</param>
/// <param name="Version">The object's own version.</param>
/// <param name="IsGranted">Whether it may leave.</param>
/// <param name="Account">Who answered.</param>
/// <param name="Reason">Why; empty when an approval gives none.</param>
/// <param name="Policy">SHA-256 (hex) of the agreement set under which it was given; under another it is none.</param>
/// <param name="At">When it was given.</param>
/// <param name="Until">The first instant at which an approval that was not used is none any more.</param>
public sealed record ApprovalRow(
    string ObjectId,
    string Version,
    bool IsGranted,
    string Account,
    string Reason,
    string Policy,
    DateTimeOffset At,
    DateTimeOffset Until);
