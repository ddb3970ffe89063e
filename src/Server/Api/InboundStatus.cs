namespace Entente.Server.Api;

/// <summary>A channel in which we receive.</summary>
internal sealed record InboundStatus(
    string Discloser,
    string Agreement,
    string Origin,
    long Size,
    long Stored,
    long Receipted,
    DateTimeOffset? LastPull,
    string Fault);
