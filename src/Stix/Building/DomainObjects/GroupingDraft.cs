using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>
/// Objects that somebody declares to belong together, without being a finished report: the <c>grouping</c> (§4.4).
/// </summary>
public sealed record GroupingDraft : VersionedDraft
{
    /// <summary>What the group is called (§4.4).</summary>
    public string? Name { get; init; }

    /// <summary>What the group is about (§4.4).</summary>
    public string? Description { get; init; }

    /// <summary>What the objects have in common; see <see cref="GroupingContexts"/> (§4.4).</summary>
    public required string Context { get; init; }

    /// <summary>The objects of the group (§4.4).</summary>
    public required ImmutableArray<string> ObjectRefs { get; init; }

    /// <inheritdoc/>
    public override string Type => "grouping";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("context", Context);
        to.Put("object_refs", ObjectRefs);
    }
}
