namespace Entente.Exchange.Ports;

/// <summary>A credential that a partner shows us; its secret is kept only as a hash.</summary>
/// <param name="Name">Its public name: the user name (Basic) or the token's public half (bearer).</param>
/// <param name="Party">Whose it is.</param>
/// <param name="Kind">basic or bearer.</param>
/// <param name="SecretHash">The hash, with its parameters and salt.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="ExpiresAt">From when on it is refused; null for never.</param>
/// <param name="RevokedAt">When it was revoked; null while it holds.</param>
public sealed record CredentialRow(
    string Name,
    string Party,
    string Kind,
    string SecretHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt);
