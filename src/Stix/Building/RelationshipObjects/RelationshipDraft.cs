namespace Entente.Stix.Building;

/// <summary>That one object stands in a relation to another: the <c>relationship</c> (§5.1).</summary>
/// <remarks><see cref="StopTime"/> must be after <see cref="StartTime"/>.</remarks>
public sealed record RelationshipDraft : VersionedDraft
{
    /// <summary>The relation, read from source to target (§5.1).</summary>
    public required string RelationshipType { get; init; }

    /// <summary>What more there is to say of it (§5.1).</summary>
    public string? Description { get; init; }

    /// <summary>
    /// What the relation goes out from; names any domain object, cyber-observable or custom object (§5.1).
    /// </summary>
    public required string SourceRef { get; init; }

    /// <summary>What it goes to; names any domain object, cyber-observable or custom object (§5.1).</summary>
    public required string TargetRef { get; init; }

    /// <summary>From when it held (§5.1).</summary>
    public StixTimestamp? StartTime { get; init; }

    /// <summary>Until when it held (§5.1).</summary>
    public StixTimestamp? StopTime { get; init; }

    /// <inheritdoc/>
    public override string Type => "relationship";

    internal override void Write(MemberWriter to)
    {
        to.Put("relationship_type", RelationshipType);
        to.Put("description", Description);
        to.Put("source_ref", SourceRef);
        to.Put("target_ref", TargetRef);
        to.Put("start_time", StartTime);
        to.Put("stop_time", StopTime);
    }
}
