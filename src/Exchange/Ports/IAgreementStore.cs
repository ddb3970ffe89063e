namespace Entente.Exchange.Ports;

/// <summary>Keeps agreements and their state. Writes are durable when the task completes.</summary>
public interface IAgreementStore
{
    /// <summary>Saves one agreement version, replacing what was saved for the same (realm, id, version).</summary>
    Task SaveAgreementAsync(AgreementRow row, CancellationToken cancellation);

    /// <summary>All agreements, ordered by id and version.</summary>
    Task<IReadOnlyList<AgreementRow>> ListAgreementsAsync(CancellationToken cancellation);
}
