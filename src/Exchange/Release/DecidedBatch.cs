using Entente.Exchange.Ports;

namespace Entente.Exchange.Release;

/// <summary>The decisions about a batch of pending objects of one channel.</summary>
/// <param name="Policy">SHA-256 (hex) of the agreement set that decided.</param>
/// <param name="Decisions">One decision an object, in the order in which they are logged.</param>
/// <param name="Settled">The queue entries that they settle.</param>
/// <param name="Awaited">What withheld objects wait for.</param>
public sealed record DecidedBatch(
    string Policy,
    IReadOnlyList<Decision> Decisions,
    IReadOnlyList<PendingRow> Settled,
    IReadOnlyList<AwaitedReference> Awaited);
