namespace Entente.Exchange.Ports;

/// <summary>A verified page of an inbound channel.</summary>
/// <param name="State">The channel's state once the page is stored.</param>
/// <param name="Mirror">The entries to append to our copy of the log, without a new checkpoint of our own.</param>
/// <param name="Objects">
/// The received objects, one an entry, in the order of the entries; null for one that was not taken, whose bytes are then
/// the body of its entry.
/// </param>
/// <param name="Sidecars">One signed statement for each object that was taken.</param>
public sealed record InboundPage(
    InboundRow State, LogAppend Mirror, IReadOnlyList<ObjectRow?> Objects, IReadOnlyList<SidecarRow> Sidecars);
