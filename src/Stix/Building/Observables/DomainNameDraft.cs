using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>A domain name of the Internet: the <c>domain-name</c> (§6.4).</summary>
/// <remarks>The id is made from <see cref="Value"/>.</remarks>
public sealed record DomainNameDraft : ObservableDraft
{
    /// <summary>The name (§6.4).</summary>
    public required string Value { get; init; }

    /// <summary>
    /// What it resolves to; a relationship is preferred; names <c>ipv4-addr</c>, <c>ipv6-addr</c> or <c>domain-name</c>
    /// (§6.4).
    /// </summary>
    public ImmutableArray<string> ResolvesToRefs { get; init; } = [];

    /// <inheritdoc/>
    public override string Type => "domain-name";

    internal override void Write(MemberWriter to)
    {
        to.Put("value", Value);
        to.Put("resolves_to_refs", ResolvesToRefs);
    }
}
