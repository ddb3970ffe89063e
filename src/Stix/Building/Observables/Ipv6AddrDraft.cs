using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>An IPv6 address, or a block of them: the <c>ipv6-addr</c> (§6.9).</summary>
/// <remarks>The id is made from <see cref="Value"/>.</remarks>
public sealed record Ipv6AddrDraft : ObservableDraft
{
    /// <summary>The address or CIDR block (§6.9).</summary>
    public required string Value { get; init; }

    /// <summary>The hardware addresses it resolves to; names <c>mac-addr</c> (§6.9).</summary>
    public ImmutableArray<string> ResolvesToRefs { get; init; } = [];

    /// <summary>The autonomous systems it belongs to; names <c>autonomous-system</c> (§6.9).</summary>
    public ImmutableArray<string> BelongsToRefs { get; init; } = [];

    /// <inheritdoc/>
    public override string Type => "ipv6-addr";

    internal override void Write(MemberWriter to)
    {
        to.Put("value", Value);
        to.Put("resolves_to_refs", ResolvesToRefs);
        to.Put("belongs_to_refs", BelongsToRefs);
    }
}
