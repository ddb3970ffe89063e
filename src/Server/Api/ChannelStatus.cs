namespace Entente.Server.Api;

/// <summary>A channel in which we disclose.</summary>
internal sealed record ChannelStatus(
    string Recipient,
    string Agreement,
    string Collection,
    string Origin,
    long Released,
    long Pending,
    long Held,
    long Withheld,
    long Transformed,
    long Receipted,
    DateTimeOffset? ReceiptAt,
    string State);
