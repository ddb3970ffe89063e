namespace Entente.Exchange.Ports;

/// <summary>A person of ours who may answer about held objects.</summary>
/// <param name="Name">The name that stands beside each answer.</param>
/// <param name="TokenHash">SHA-256 of the token; the token itself is random and is shown once.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="RevokedAt">Since when no more; null while it holds.</param>
public sealed record ReleaserRow(
    string Name, ReadOnlyMemory<byte> TokenHash, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);
