namespace Entente.Exchange.Ports;

/// <summary>
/// Keeps agreements, their state, and the steps of their lives. Writes are durable when the task completes.
/// </summary>
public interface IAgreementStore
{
    /// <summary>Saves one agreement version, replacing what was saved for the same (realm, id, version).</summary>
    Task SaveAgreementAsync(AgreementRow row, CancellationToken cancellation);

    /// <summary>All agreements, ordered by id and version.</summary>
    Task<IReadOnlyList<AgreementRow>> ListAgreementsAsync(CancellationToken cancellation);

    /// <summary>Adds a step after all others.</summary>
    Task AddStepAsync(AgreementStepRow row, CancellationToken cancellation);

    /// <summary>All steps of all agreements, in the order in which they were added.</summary>
    Task<IReadOnlyList<AgreementStepRow>> ListStepsAsync(CancellationToken cancellation);
}
