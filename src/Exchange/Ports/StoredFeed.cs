namespace Entente.Exchange.Ports;

/// <summary>A feed and how far it has come.</summary>
/// <param name="Feed">What the operator set.</param>
/// <param name="State">How far it has come.</param>
public sealed record StoredFeed(FeedRow Feed, FeedState State);
