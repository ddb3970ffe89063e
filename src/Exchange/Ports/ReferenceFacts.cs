namespace Entente.Exchange.Ports;

/// <summary>What a channel knows about an object that another one refers to.</summary>
/// <param name="ObjectId">The object's own id.</param>
/// <param name="FromRecipient">Whether the channel's recipient gave us some version of it, whoever else did.</param>
/// <param name="Pending">Whether the decision about some version in this channel is still to come.</param>
/// <param name="ReleasedId">The id under which it left in this channel; null when it did not leave.</param>
public sealed record ReferenceFacts(string ObjectId, bool FromRecipient, bool Pending, string? ReleasedId);
