namespace Entente.Exchange.Ports;

/// <summary>What a channel knows about an object that another one refers to.</summary>
/// <param name="ObjectId">The object's own id.</param>
/// <param name="OriginParty">The party that gave it to us; null when it is our own.</param>
/// <param name="Pending">Whether its decision in this channel is still to come.</param>
/// <param name="ReleasedId">The id under which it left in this channel; null when it did not leave.</param>
public sealed record ReferenceFacts(string ObjectId, string? OriginParty, bool Pending, string? ReleasedId);
