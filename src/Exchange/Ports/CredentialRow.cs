namespace Entente.Exchange.Ports;

/// <summary>A credential that a partner shows us; its secret is kept only as a hash.</summary>
/// <param name="Name">
/// Its public name: the user name (Basic), the token's public half (bearer), the digest of the public key (certificate),
/// or a subject and the digest of its authority's key (authority).
/// </param>
/// <param name="Party">Whose it is.</param>
/// <param name="Kind">basic, bearer, certificate or authority.</param>
/// <param name="SecretHash">The hash, with its parameters and salt; of an authority, its certificate, which is no secret.</param>
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
