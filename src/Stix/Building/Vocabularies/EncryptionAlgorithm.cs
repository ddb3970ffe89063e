namespace Entente.Stix.Building;

/// <summary>How the bytes of an artifact are encrypted (<c>encryption-algorithm-enum</c>, §10).</summary>
public enum EncryptionAlgorithm
{
    /// <summary><c>AES-256-GCM</c>: AES-256 in Galois/Counter Mode.</summary>
    Aes256Gcm,

    /// <summary><c>ChaCha20-Poly1305</c>: ChaCha20 with Poly1305.</summary>
    ChaCha20Poly1305,

    /// <summary><c>mime-type-indicated</c>: by the format that the media type says.</summary>
    MimeTypeIndicated,
}
