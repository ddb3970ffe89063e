using System.Buffers.Binary;
using System.Text;

namespace Entente.Transparency;

/// <summary>A private key under a name, in the role of a log or of a cosigner.</summary>
public sealed class NoteSigner
{
    private readonly SigningKey _key;

    private NoteSigner(NoteVerifier verifier, SigningKey key)
    {
        Verifier = verifier;
        _key = key;
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>Signs as a log (type 0x01).</summary>
    public static NoteSigner ForLog(string name, SigningKey key) => new(NoteVerifier.ForLog(name, key.VerificationKey), key);

    /// <summary>Cosigns (type 0x04, cosignature/v1).</summary>
    public static NoteSigner ForCosigner(string name, SigningKey key) =>
        new(NoteVerifier.ForCosigner(name, key.VerificationKey), key);

    /// <summary>Signs a note's text.</summary>
    /// <param name="text">The text, ending with a newline.</param>
    /// <param name="cosignedAt">The time a cosigner states, to the second; null for a log.</param>
    /// <exception cref="ArgumentException">A cosigner was given no time, or a log one.</exception>
    public NoteSignature Sign(string text, DateTimeOffset? cosignedAt)
    {
        if (Verifier.IsCosigner != cosignedAt.HasValue)
        {
            throw new ArgumentException("a cosigner states a time and a log does not", nameof(cosignedAt));
        }

        if (cosignedAt is not { } at) return new NoteSignature(Verifier.Name, Verifier.KeyId, _key.Sign(Encoding.UTF8.GetBytes(text)));
        var seconds = (ulong)at.ToUnixTimeSeconds();
        var signature = _key.Sign(NoteVerifier.CosignedMessage(text, seconds));
        var blob = new byte[NoteVerifier.TimeBytes + signature.Length];
        BinaryPrimitives.WriteUInt64BigEndian(blob, seconds);
        signature.CopyTo(blob, NoteVerifier.TimeBytes);
        return new NoteSignature(Verifier.Name, Verifier.KeyId, blob);
    }
}
