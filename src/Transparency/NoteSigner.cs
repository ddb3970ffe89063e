using System.Buffers.Binary;
using System.Text;

namespace Entente.Transparency;

/// <summary>
/// A private key under a name, in the role of a log or of a cosigner. It does not own the key: who made the key
/// disposes of it.
/// </summary>
public sealed class NoteSigner
{
    private readonly SigningKey _key;

    private NoteSigner(NoteVerifier verifier, SigningKey key)
    {
        if (!SignedNote.IsName(verifier.Name)) throw new ArgumentException($"`{verifier.Name}` cannot name a key");
        Verifier = verifier;
        _key = key;
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>Signs as a log (type 0x01, C2SP signed-note v1.0.0).</summary>
    /// <exception cref="ArgumentException">The name is empty or holds a space or a plus sign.</exception>
    public static NoteSigner ForLog(string name, SigningKey key) =>
        new(NoteVerifier.ForLog(name, key.VerificationKey), key);

    /// <summary>
    /// Cosigns (type 0x04, cosignature/v1, C2SP tlog-cosignature v1.0.1). The name is not signed along, so one key
    /// serves one cosigner, and never a log.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty or holds a space or a plus sign.</exception>
    public static NoteSigner ForCosigner(string name, SigningKey key) =>
        new(NoteVerifier.ForCosigner(name, key.VerificationKey), key);

    /// <summary>Signs a note's text.</summary>
    /// <param name="text">The text, ending with a newline; without control characters but newlines.</param>
    /// <param name="cosignedAt">The time a cosigner states, from 1970 on, to the second; null for a log.</param>
    /// <exception cref="ArgumentException">
    /// A cosigner was given no time, or a log one, or the text is none that a note can hold.
    /// </exception>
    public NoteSignature Sign(string text, DateTimeOffset? cosignedAt)
    {
        if (!SignedNote.IsText(text)) throw new ArgumentException("the text of a note ends with a newline", nameof(text));
        if (Verifier.IsCosigner != cosignedAt.HasValue)
        {
            throw new ArgumentException("a cosigner states a time and a log does not", nameof(cosignedAt));
        }

        var blob = cosignedAt is { } at ? Cosign(text, at) : _key.Sign(Encoding.UTF8.GetBytes(text));
        return new NoteSignature(Verifier.Name, Verifier.KeyId, blob);
    }

    private byte[] Cosign(string text, DateTimeOffset at)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(at, DateTimeOffset.UnixEpoch);
        var seconds = (ulong)at.ToUnixTimeSeconds();
        var signature = _key.Sign(NoteVerifier.CosignedMessage(text, seconds));
        var blob = new byte[NoteVerifier.TimeBytes + signature.Length];
        BinaryPrimitives.WriteUInt64BigEndian(blob, seconds);
        signature.CopyTo(blob, NoteVerifier.TimeBytes);
        return blob;
    }
}
