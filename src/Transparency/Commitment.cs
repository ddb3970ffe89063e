namespace Entente.Transparency;

/// <summary>
/// Salted commitments: SHA-256 over a 32-byte salt and an object's canonical form. Who lacks the salt can neither guess
/// an address nor confirm a guess; who has it can prove what was released.
/// </summary>
public static class Commitment
{
    /// <summary>The length of a salt in bytes. The caller brings a fresh random one for each entry.</summary>
    public const int SaltBytes = 32;

    /// <summary>The commitment to some bytes.</summary>
    /// <param name="salt">32 bytes. Their fixed length is what keeps salt and content apart in the hash.</param>
    /// <param name="canonical">The content in its canonical form (RFC 8785), any length.</param>
    /// <exception cref="ArgumentException">The salt has another length.</exception>
    public static Hash Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonical) => salt.Length == SaltBytes
        ? Sha256Prefixed.Compute(salt, canonical)
        : throw new ArgumentException("a salt has 32 bytes", nameof(salt));
}
