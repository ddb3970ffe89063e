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
    public static SigningKey FromSeed(ReadOnlySpan<byte> seed)
    {
        var key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        _ = VerificationKey.TryFromBytes(key.PublicKey.Export(KeyBlobFormat.RawPublicKey), out var verification);
        return new SigningKey(key, verification!);
    }

    /// <summary>Signs a message: 64 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
