namespace Entente.Exchange.Ports;

/// <summary>An object version that waits for its decision in one channel.</summary>
/// <param name="Object">The object.</param>
/// <param name="QueuedAt">Its place in the queue; ascending. What arrived first comes first.</param>
public sealed record PendingRow(ObjectRow Object, long QueuedAt);
