namespace Entente.Stix.Building;

/// <summary>Bytes: a file's content, a captured packet: the <c>artifact</c> (§6.1).</summary>
/// <remarks>
/// Exactly one of <see cref="PayloadBin"/> and <see cref="Url"/> must be set. <see cref="Url"/> needs
/// <see cref="Hashes"/>. <see cref="DecryptionKey"/> needs <see cref="EncryptionAlgorithm"/>. The id is made from
/// <see cref="Hashes"/> and <see cref="PayloadBin"/>.
/// </remarks>
public sealed record ArtifactDraft : ObservableDraft
{
    /// <summary>What the bytes are, an IANA media type (§6.1).</summary>
    public string? MimeType { get; init; }

    /// <summary>The bytes, written as base64 (§6.1).</summary>
    public ReadOnlyMemory<byte>? PayloadBin { get; init; }

    /// <summary>Where the bytes are (§6.1).</summary>
    public string? Url { get; init; }

    /// <summary>Hashes of the bytes, by algorithm; see <see cref="HashAlgorithms"/> (§6.1).</summary>
    public OrderedDictionary<string, string>? Hashes { get; init; }

    /// <summary>How the bytes are encrypted, often to keep malware from running (§6.1).</summary>
    public EncryptionAlgorithm? EncryptionAlgorithm { get; init; }

    /// <summary>The key that opens them (§6.1).</summary>
    public string? DecryptionKey { get; init; }

    /// <inheritdoc/>
    public override string Type => "artifact";

    internal override void Write(MemberWriter to)
    {
        to.Put("mime_type", MimeType);
        to.Put("payload_bin", PayloadBin);
        to.Put("url", Url);
        to.Put("hashes", Hashes);
        to.PutWord("encryption_algorithm", EncryptionAlgorithm, "encryption-algorithm-enum");
        to.Put("decryption_key", DecryptionKey);
    }
}
