namespace Entente.Exchange.Ports;

/// <summary>
/// Keeps what arrives from partners. Writes are durable when the task completes and atomic per call; a page that was
/// stored before a crash is found again as <see cref="InboundRow.StoredSize"/>, so a pull resumes at the exact index.
/// </summary>
public interface IInboundStore
{
    /// <summary>The inbound channel with this origin; null when nothing was pulled from it yet.</summary>
    Task<InboundRow?> FindInboundAsync(Realm realm, string origin, CancellationToken cancellation);

    /// <summary>All inbound channels, ordered by origin.</summary>
    Task<IReadOnlyList<InboundRow>> ListInboundAsync(CancellationToken cancellation);

    /// <summary>
    /// Keeps the state of an inbound channel that holds no new objects (a first contact, a fault, a receipt).
    /// </summary>
    Task SaveInboundAsync(InboundRow row, CancellationToken cancellation);

    /// <summary>
    /// Stores a verified page: the mirror's entries and hashes, the objects (queued for our own channels like any
    /// other), the sidecars, and the new state, all or nothing. An object that another channel has brought already is
    /// kept once; every channel adds its own sidecar. One that is there with other content is a
    /// <see cref="PutOutcome.Conflict"/>: its bytes are kept as the body of its entry, without a sidecar. One
    /// outcome an entry, in order.
    /// </summary>
    /// <exception cref="LogMovedException">The mirror has another size than the page starts from.</exception>
    Task<IReadOnlyList<PutOutcome>> CommitPageAsync(InboundPage page, CancellationToken cancellation);

    /// <summary>The sidecars of an object, ordered by the channel's origin and the entry's index.</summary>
    Task<IReadOnlyList<SidecarRow>> ListSidecarsAsync(Realm realm, string objectId, CancellationToken cancellation);
}
