namespace Entente.Stix.Building;

/// <summary>A place outside STIX where more is said (§2.5).</summary>
/// <remarks>
/// <see cref="Url"/> should have <see cref="Hashes"/> beside it. At least one of <see cref="Description"/>,
/// <see cref="Url"/> and <see cref="ExternalId"/> must be set.
/// </remarks>
public sealed record ExternalReference : StixPart
{
    /// <summary>Where it is: a registry such as <c>cve</c>, a site, a report (§2.5).</summary>
    public required string SourceName { get; init; }

    /// <summary>What is found there (§2.5).</summary>
    public string? Description { get; init; }

    /// <summary>Its address (§2.5).</summary>
    public string? Url { get; init; }

    /// <summary>Hashes of what the address gives, by algorithm; see <see cref="HashAlgorithms"/> (§2.5).</summary>
    public OrderedDictionary<string, string>? Hashes { get; init; }

    /// <summary>Its id at the source (§2.5).</summary>
    public string? ExternalId { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("source_name", SourceName);
        to.Put("description", Description);
        to.Put("url", Url);
        to.Put("hashes", Hashes);
        to.Put("external_id", ExternalId);
    }
}
