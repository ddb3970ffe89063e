namespace Entente.Stix.Building;

/// <summary>The version 3 extensions of a certificate, as text (§6.18.2).</summary>
public sealed record X509V3Extensions : StixPart
{
    /// <summary>Whether it may sign certificates, and how deep (§6.18.2).</summary>
    public string? BasicConstraints { get; init; }

    /// <summary>The names it may sign for (§6.18.2).</summary>
    public string? NameConstraints { get; init; }

    /// <summary>What policies a path through it must have (§6.18.2).</summary>
    public string? PolicyConstraints { get; init; }

    /// <summary>What the key may be used for (§6.18.2).</summary>
    public string? KeyUsage { get; init; }

    /// <summary>More that the key may be used for (§6.18.2).</summary>
    public string? ExtendedKeyUsage { get; init; }

    /// <summary>Identifier of the subject's key (§6.18.2).</summary>
    public string? SubjectKeyIdentifier { get; init; }

    /// <summary>Identifier of the key that signed it (§6.18.2).</summary>
    public string? AuthorityKeyIdentifier { get; init; }

    /// <summary>Other names of the subject (§6.18.2).</summary>
    public string? SubjectAlternativeName { get; init; }

    /// <summary>Other names of the issuer (§6.18.2).</summary>
    public string? IssuerAlternativeName { get; init; }

    /// <summary>Directory attributes of the subject (§6.18.2).</summary>
    public string? SubjectDirectoryAttributes { get; init; }

    /// <summary>Where revocations are published (§6.18.2).</summary>
    public string? CrlDistributionPoints { get; init; }

    /// <summary>How long <c>anyPolicy</c> still counts (§6.18.2).</summary>
    public string? InhibitAnyPolicy { get; init; }

    /// <summary>From when the private key may sign (§6.18.2).</summary>
    public StixTimestamp? PrivateKeyUsagePeriodNotBefore { get; init; }

    /// <summary>Until when the private key may sign (§6.18.2).</summary>
    public StixTimestamp? PrivateKeyUsagePeriodNotAfter { get; init; }

    /// <summary>The policies it was issued under (§6.18.2).</summary>
    public string? CertificatePolicies { get; init; }

    /// <summary>Which policies of others are equal to its own (§6.18.2).</summary>
    public string? PolicyMappings { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("basic_constraints", BasicConstraints);
        to.Put("name_constraints", NameConstraints);
        to.Put("policy_constraints", PolicyConstraints);
        to.Put("key_usage", KeyUsage);
        to.Put("extended_key_usage", ExtendedKeyUsage);
        to.Put("subject_key_identifier", SubjectKeyIdentifier);
        to.Put("authority_key_identifier", AuthorityKeyIdentifier);
        to.Put("subject_alternative_name", SubjectAlternativeName);
        to.Put("issuer_alternative_name", IssuerAlternativeName);
        to.Put("subject_directory_attributes", SubjectDirectoryAttributes);
        to.Put("crl_distribution_points", CrlDistributionPoints);
        to.Put("inhibit_any_policy", InhibitAnyPolicy);
        to.Put("private_key_usage_period_not_before", PrivateKeyUsagePeriodNotBefore);
        to.Put("private_key_usage_period_not_after", PrivateKeyUsagePeriodNotAfter);
        to.Put("certificate_policies", CertificatePolicies);
        to.Put("policy_mappings", PolicyMappings);
    }
}
