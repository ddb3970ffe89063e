using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Entente.Transparency;

/// <summary>
/// Private keys as text, the form of Go's note package: <c>PRIVATE+KEY+name+hash+base64(0x01 || seed)</c>. What a key
/// file holds, one line. The hash is the key's id in the role of a log, whichever role the key has.
/// </summary>
public static class PrivateKeyText
{
    private const string Prefix = "PRIVATE+KEY+";
    private const byte Ed25519 = 0x01;

    /// <summary>Writes a key. The text is the secret: it goes to a file that only its owner reads.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="seed">The 32 bytes of the private key (RFC 8032 §5.1.5).</param>
    /// <exception cref="ArgumentException">The name cannot name a key, or the seed has another length.</exception>
    public static string Format(string name, ReadOnlySpan<byte> seed)
    {
        if (!SignedNote.IsName(name)) throw new ArgumentException($"`{name}` cannot name a key", nameof(name));
        using var key = SigningKey.FromSeed(seed);
        return Format(name, key, seed);
    }

    /// <summary>
    /// Reads a key; false for anything else, also when the hash is not the key's and for every spelling but the one
    /// that
    /// <see cref="Format(string, ReadOnlySpan{byte})"/> writes. The caller disposes of the key.
    /// </summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out string? name, [NotNullWhen(true)] out SigningKey? key)
    {
        name = null;
        key = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var parts = text[Prefix.Length..].Split('+', 3);
        if (parts.Length != 3 || !SignedNote.IsName(parts[0])) return false;
        Span<byte> bytes = stackalloc byte[SigningKey.SeedSize + 2];
        try
        {
            if (!Convert.TryFromBase64String(parts[2], bytes, out var length) || length != SigningKey.SeedSize + 1
                || bytes[0] != Ed25519) return false;
            var seed = bytes.Slice(1, SigningKey.SeedSize);
            var read = SigningKey.FromSeed(seed);
            if (Format(parts[0], read, seed) != text)
            {
                read.Dispose();
                return false;
            }

            name = parts[0];
            key = read;
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static string Format(string name, SigningKey key, ReadOnlySpan<byte> seed)
    {
        var keyId = NoteVerifier.ForLog(name, key.VerificationKey).KeyId;
        return $"{Prefix}{name}+{keyId:x8}+{Convert.ToBase64String([Ed25519, .. seed])}";
    }
}
