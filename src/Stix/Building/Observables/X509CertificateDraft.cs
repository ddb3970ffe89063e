namespace Entente.Stix.Building;

/// <summary>An X.509 certificate: the <c>x509-certificate</c> (§6.18).</summary>
/// <remarks>
/// At least one property must be set. The id is made from <see cref="Hashes"/> and <see cref="SerialNumber"/>.
/// </remarks>
public sealed record X509CertificateDraft : ObservableDraft
{
    /// <summary>Whether it is signed by its own key (§6.18).</summary>
    public bool? IsSelfSigned { get; init; }

    /// <summary>Hashes of the whole certificate, by algorithm; see <see cref="HashAlgorithms"/> (§6.18).</summary>
    public OrderedDictionary<string, string>? Hashes { get; init; }

    /// <summary>Version of its encoding (§6.18).</summary>
    public string? Version { get; init; }

    /// <summary>Its serial number (§6.18).</summary>
    public string? SerialNumber { get; init; }

    /// <summary>How it is signed (§6.18).</summary>
    public string? SignatureAlgorithm { get; init; }

    /// <summary>Who issued it (§6.18).</summary>
    public string? Issuer { get; init; }

    /// <summary>From when it is valid (§6.18).</summary>
    public StixTimestamp? ValidityNotBefore { get; init; }

    /// <summary>Until when it is valid (§6.18).</summary>
    public StixTimestamp? ValidityNotAfter { get; init; }

    /// <summary>Whom it is for (§6.18).</summary>
    public string? Subject { get; init; }

    /// <summary>The algorithm of the subject's key (§6.18).</summary>
    public string? SubjectPublicKeyAlgorithm { get; init; }

    /// <summary>The modulus of an RSA key (§6.18).</summary>
    public string? SubjectPublicKeyModulus { get; init; }

    /// <summary>The exponent of an RSA key (§6.18).</summary>
    public long? SubjectPublicKeyExponent { get; init; }

    /// <summary>Its version 3 extensions (§6.18).</summary>
    public X509V3Extensions? X509V3Extensions { get; init; }

    /// <inheritdoc/>
    public override string Type => "x509-certificate";

    internal override void Write(MemberWriter to)
    {
        to.Put("is_self_signed", IsSelfSigned);
        to.Put("hashes", Hashes);
        to.Put("version", Version);
        to.Put("serial_number", SerialNumber);
        to.Put("signature_algorithm", SignatureAlgorithm);
        to.Put("issuer", Issuer);
        to.Put("validity_not_before", ValidityNotBefore);
        to.Put("validity_not_after", ValidityNotAfter);
        to.Put("subject", Subject);
        to.Put("subject_public_key_algorithm", SubjectPublicKeyAlgorithm);
        to.Put("subject_public_key_modulus", SubjectPublicKeyModulus);
        to.Put("subject_public_key_exponent", SubjectPublicKeyExponent);
        to.Put("x509_v3_extensions", X509V3Extensions);
    }
}
