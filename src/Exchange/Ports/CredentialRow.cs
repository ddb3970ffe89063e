namespace Entente.Exchange.Ports;

/// <summary>A credential that a partner shows us; its secret is kept only as a hash.</summary>
/// <param name="Name">Its public name: the user name (Basic), the token's public half (bearer), or a handle.</param>
/// <param name="Party">Whose it is.</param>
/// <param name="Kind">One of <see cref="CredentialKind"/>.</param>
/// <param name="SecretHash">The hash, with its parameters and salt; empty for certificates.</param>
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
    DateTimeOffset? RevokedAt)
{
    /// <summary>SHA-256 of the client certificate's public key (SPKI), base64; null unless the key is pinned.</summary>
    public string? Pin { get; init; }

    /// <summary>
    /// The certificates of the issuing authority, PEM; null unless an authority vouches for the partner.
    /// </summary>
    public string? Authority { get; init; }

    /// <summary>
    /// The name that a certificate of <see cref="Authority"/> must have; null exactly when that is null.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>About when it was used last; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Whether it holds at an instant: neither revoked nor expired.</summary>
    public bool HoldsAt(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}
