using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using NSec.Cryptography;

namespace Entente.Transparency;

/// <summary>An Ed25519 public key (RFC 8032).</summary>
public sealed class VerificationKey : IEquatable<VerificationKey>
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 32;

    /// <summary>The length of a signature in bytes.</summary>
    public const int SignatureSize = 64;

    private readonly PublicKey _key;
    private readonly byte[] _bytes;

    private VerificationKey(PublicKey key, byte[] bytes)
    {
        _key = key;
        _bytes = bytes;
    }

    /// <summary>The 32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The key with these 32 bytes; false when they are none.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out VerificationKey? key)
    {
        key = bytes.Length == Size
            && PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out var imported)
            ? new VerificationKey(imported!, bytes.ToArray())
            : null;
        return key is not null;
    }

    /// <summary>Reads standard base64 with padding; false for every spelling but the one it is written in.</summary>
    public static bool TryParseBase64(string text, [NotNullWhen(true)] out VerificationKey? key)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        key = null;
        return Convert.TryFromBase64String(text, bytes, out var length) && length == Size
            && Convert.ToBase64String(bytes[..Size]) == text
            && TryFromBytes(bytes[..Size], out key);
    }

    /// <summary>
    /// Whether the signature over the message is this key's (RFC 8032 §5.1.7); false for any other bytes and lengths.
    /// </summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureSize && SignatureAlgorithm.Ed25519.Verify(_key, message, signature);

    /// <summary>Standard base64 with padding.</summary>
    public string ToBase64() => Convert.ToBase64String(_bytes);

    /// <inheritdoc/>
    public bool Equals(VerificationKey? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerificationKey);

    /// <inheritdoc/>
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(_bytes);

    /// <summary>Standard base64 with padding.</summary>
    public override string ToString() => ToBase64();
}
