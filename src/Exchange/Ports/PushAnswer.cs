namespace Entente.Exchange.Ports;

/// <summary>What a server says about an envelope (TAXII 2.1 §4.3.1).</summary>
/// <param name="StatusId">The status resource to ask for more.</param>
/// <param name="IsComplete">Whether everything is decided.</param>
/// <param name="RefusedCount">How many objects it has refused.</param>
/// <param name="Refused">Which ones; a server may leave them out.</param>
public sealed record PushAnswer(
    string StatusId, bool IsComplete, long RefusedCount, IReadOnlyList<PushRefusal> Refused);
