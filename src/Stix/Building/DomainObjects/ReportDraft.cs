using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>Intelligence on one or more topics, told as a whole: the <c>report</c> (§4.16).</summary>
public sealed record ReportDraft : VersionedDraft
{
    /// <summary>Its title (§4.16).</summary>
    public required string Name { get; init; }

    /// <summary>What it is about (§4.16).</summary>
    public string? Description { get; init; }

    /// <summary>What kinds of topics it has; see <see cref="Building.ReportTypes"/> (§4.16).</summary>
    public ImmutableArray<string> ReportTypes { get; init; } = [];

    /// <summary>When it was or will be published (§4.16).</summary>
    public required StixTimestamp Published { get; init; }

    /// <summary>What the report speaks of (§4.16).</summary>
    public required ImmutableArray<string> ObjectRefs { get; init; }

    /// <inheritdoc/>
    public override string Type => "report";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("report_types", ReportTypes);
        to.Put("published", Published);
        to.Put("object_refs", ObjectRefs);
    }
}
