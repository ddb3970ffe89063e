using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Entente.Transparency;

/// <summary>
/// A public key under a name, in one of two roles: a log's (signature type 0x01, over the text) or a cosigner's (0x04,
/// over a header with a time and the text). A key must not serve in both (C2SP tlog-cosignature).
/// </summary>
public sealed class NoteVerifier
{
    internal const byte LogType = 0x01;
    internal const byte CosignerType = 0x04;
    internal const int TimeBytes = 8;
    private const int SignatureBytes = 64;

    private readonly VerificationKey _key;

    private NoteVerifier(string name, VerificationKey key, byte type)
    {
        Name = name;
        _key = key;
        IsCosigner = type == CosignerType;
        KeyId = IdOf(name, key, type);
    }

    /// <summary>The key's name.</summary>
    public string Name { get; }

    /// <summary>The first four bytes of SHA-256 over name, newline, type and key.</summary>
    public uint KeyId { get; }

    /// <summary>Whether the key cosigns; otherwise it signs as a log.</summary>
    public bool IsCosigner { get; }

    /// <summary>A log's key.</summary>
    public static NoteVerifier ForLog(string name, VerificationKey key) => new(name, key, LogType);

    /// <summary>A cosigner's key.</summary>
    public static NoteVerifier ForCosigner(string name, VerificationKey key) => new(name, key, CosignerType);

    /// <summary>Reads a verifier key: <c>name+hash+base64(type || key)</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteVerifier? verifier)
    {
        verifier = null;
        var parts = text.Split('+', 3);
        Span<byte> bytes = stackalloc byte[VerificationKey.Size + 2];
        if (parts.Length != 3 || !SignedNote.IsName(parts[0]) || parts[1].Length != 8
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var keyId)
            || !Convert.TryFromBase64String(parts[2], bytes, out var length) || length != VerificationKey.Size + 1
            || bytes[0] is not (LogType or CosignerType)
            || !VerificationKey.TryFromBytes(bytes.Slice(1, VerificationKey.Size), out var key)) return false;
        var read = new NoteVerifier(parts[0], key, bytes[0]);
        if (read.KeyId != keyId) return false;
        verifier = read;
        return true;
    }

    /// <summary>Whether a signature line claims to be this key's.</summary>
    public bool Claims(NoteSignature signature) => signature.KeyId == KeyId && signature.Name == Name;

    /// <summary>Verifies a signature over a text; a cosignature also gives its time.</summary>
    public bool Verify(string text, NoteSignature signature, out DateTimeOffset? cosignedAt)
    {
        cosignedAt = null;
        var blob = signature.Blob.Span;
        if (!IsCosigner) return blob.Length == SignatureBytes && _key.Verify(Encoding.UTF8.GetBytes(text), blob);
        if (blob.Length != TimeBytes + SignatureBytes) return false;
        var seconds = BinaryPrimitives.ReadUInt64BigEndian(blob);
        if (seconds > (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds()) return false;
        if (!_key.Verify(CosignedMessage(text, seconds), blob[TimeBytes..])) return false;
        cosignedAt = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
        return true;
    }

    /// <summary>The verifier key as text.</summary>
    public override string ToString() =>
        $"{Name}+{KeyId:x8}+{Convert.ToBase64String([IsCosigner ? CosignerType : LogType, .. _key.Bytes])}";

    internal static byte[] CosignedMessage(string text, ulong seconds) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}"));

    private static uint IdOf(string name, VerificationKey key, byte type)
    {
        byte[] input = [.. Encoding.UTF8.GetBytes(name), (byte)'\n', type, .. key.Bytes];
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(input));
    }
}
