using NSec.Cryptography;

namespace Entente.Transparency;

/// <summary>An Ed25519 private key (RFC 8032). Its secret stays in guarded memory and is not printed.</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>The length of a seed in bytes.</summary>
    public const int SeedSize = 32;

    private readonly Key _key;

    private SigningKey(Key key, VerificationKey verificationKey)
    {
        _key = key;
        VerificationKey = verificationKey;
    }

    /// <summary>The public half.</summary>
    public VerificationKey VerificationKey { get; }

    /// <summary>The key of a 32-byte seed. The caller brings the randomness.</summary>
    /// <exception cref="ArgumentException">The seed has another length.</exception>
    public static SigningKey FromSeed(ReadOnlySpan<byte> seed32)
    {
        if (seed32.Length != SeedSize) throw new ArgumentException($"a seed has {SeedSize} bytes", nameof(seed32));
        var key = Key.Import(SignatureAlgorithm.Ed25519, seed32, KeyBlobFormat.RawPrivateKey);
        return VerificationKey.TryFromBytes(key.PublicKey.Export(KeyBlobFormat.RawPublicKey), out var verification)
            ? new SigningKey(key, verification)
            : throw new InvalidOperationException("the key gave no public key");
    }

    /// <summary>Signs a message: 64 bytes, always the same for the same message (RFC 8032 §5.1.6).</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed of.</exception>
    public byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);

    /// <summary>Erases the secret.</summary>
    public void Dispose() => _key.Dispose();
}
