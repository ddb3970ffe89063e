using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>Software of any kind, operating systems included: the <c>software</c> (§6.14).</summary>
/// <remarks>
/// The id is made from <see cref="Name"/>, <see cref="Cpe"/>, <see cref="Swid"/>, <see cref="Vendor"/> and
/// <see cref="Version"/>.
/// </remarks>
public sealed record SoftwareDraft : ObservableDraft
{
    /// <summary>What it is called (§6.14).</summary>
    public required string Name { get; init; }

    /// <summary>Its CPE 2.3 name (§6.14).</summary>
    public string? Cpe { get; init; }

    /// <summary>Its software identification tag (§6.14).</summary>
    public string? Swid { get; init; }

    /// <summary>The languages it speaks to people, RFC 5646 tags (§6.14).</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Who makes it (§6.14).</summary>
    public string? Vendor { get; init; }

    /// <summary>Its version (§6.14).</summary>
    public string? Version { get; init; }

    /// <inheritdoc/>
    public override string Type => "software";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("cpe", Cpe);
        to.Put("swid", Swid);
        to.Put("languages", Languages);
        to.Put("vendor", Vendor);
        to.Put("version", Version);
    }
}
