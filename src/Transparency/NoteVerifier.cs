using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Entente.Transparency;

/// <summary>
/// A public key under a name, in one of two roles: a log's (signature type 0x01, over the text, C2SP signed-note) or a
/// cosigner's (0x04, over a header with a time and the text, C2SP tlog-cosignature). A key must not serve in both.
/// </summary>
public sealed class NoteVerifier
{
    internal const int TimeBytes = 8;
    private const byte LogType = 0x01;
    private const byte CosignerType = 0x04;
    private const int KeyIdDigits = 8;

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

    /// <summary>
    /// The first four bytes of SHA-256 over name, newline, type and key. It tells keys apart; it is too short to prove
    /// one.
    /// </summary>
    public uint KeyId { get; }

    /// <summary>Whether the key cosigns; otherwise it signs as a log.</summary>
    public bool IsCosigner { get; }

    /// <summary>A log's key. A name that cannot stand in a signature line verifies nothing.</summary>
    public static NoteVerifier ForLog(string name, VerificationKey key) => new(name, key, LogType);

    /// <summary>A cosigner's key. A name that cannot stand in a signature line verifies nothing.</summary>
    public static NoteVerifier ForCosigner(string name, VerificationKey key) => new(name, key, CosignerType);

    /// <summary>
    /// Reads a verifier key (C2SP signed-note v1.0.0): <c>name+hash+base64(type || key)</c>. False for other key types
    /// and for every spelling but the one that <see cref="ToString"/> writes.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteVerifier? verifier)
    {
        verifier = null;
        var parts = text.Split('+', 3);
        Span<byte> bytes = stackalloc byte[VerificationKey.Size + 2];
        if (parts.Length != 3 || !SignedNote.IsName(parts[0]) || parts[1].Length != KeyIdDigits
            || !Convert.TryFromBase64String(parts[2], bytes, out var length) || length != VerificationKey.Size + 1
            || bytes[0] is not (LogType or CosignerType)
            || !VerificationKey.TryFromBytes(bytes.Slice(1, VerificationKey.Size), out var key))
        {
            return false;
        }

        // Comparing with what we would write also compares the hash with the key's.
        var read = new NoteVerifier(parts[0], key, bytes[0]);
        if (read.ToString() != text) return false;
        verifier = read;
        return true;
    }

    /// <summary>Whether a signature line claims to be this key's: same name, same id.</summary>
    public bool Claims(NoteSignature signature) => signature.KeyId == KeyId && signature.Name == Name;

    /// <summary>Verifies a signature over a text; a cosignature also gives its time.</summary>
    /// <param name="text">The note's whole text.</param>
    /// <param name="signature">A line that this key claims.</param>
    /// <param name="cosignedAt">The time that the cosigner states; null for a log's signature.</param>
    public bool Verify(string text, NoteSignature signature, out DateTimeOffset? cosignedAt)
    {
        cosignedAt = null;
        var blob = signature.Blob.Span;
        if (!Claims(signature)) return false;
        if (!IsCosigner) return _key.Verify(Encoding.UTF8.GetBytes(text), blob);
        if (blob.Length != TimeBytes + VerificationKey.SignatureSize) return false;
        var seconds = BinaryPrimitives.ReadUInt64BigEndian(blob);
        if (seconds > (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds()) return false;
        if (!_key.Verify(CosignedMessage(text, seconds), blob[TimeBytes..])) return false;
        cosignedAt = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
        return true;
    }

    /// <summary>The verifier key as text.</summary>
    public override string ToString() =>
        $"{Name}+{KeyId:x8}+{Convert.ToBase64String([IsCosigner ? CosignerType : LogType, .. _key.Bytes])}";

    /// <summary>What a cosigner signs (C2SP tlog-cosignature v1.0.1, Ed25519 signed message).</summary>
    internal static byte[] CosignedMessage(string text, ulong seconds) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}"));

    private static uint IdOf(string name, VerificationKey key, byte type)
    {
        byte[] input = [.. Encoding.UTF8.GetBytes(name), (byte)'\n', type, .. key.Bytes];
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(input));
    }
}
