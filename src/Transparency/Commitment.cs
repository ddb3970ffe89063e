using System.Security.Cryptography;

namespace Entente.Transparency;

/// <summary>
/// Salted commitments: SHA-256 over a 32-byte salt and an object's canonical form. Who lacks the salt can neither guess
/// an address nor confirm a guess; who has it can prove what was released.
/// </summary>
public static class Commitment
{
    /// <summary>The length of a salt in bytes.</summary>
    public const int SaltBytes = 32;

    /// <summary>The commitment to some bytes.</summary>
    public static Hash Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonical)
    {
        if (salt.Length != SaltBytes) throw new ArgumentException("a salt has 32 bytes", nameof(salt));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(canonical);
        Span<byte> digest = stackalloc byte[Hash.Size];
        hash.GetHashAndReset(digest);
        return Hash.FromBytes(digest);
    }
}
