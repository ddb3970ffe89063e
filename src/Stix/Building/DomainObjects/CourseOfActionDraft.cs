namespace Entente.Stix.Building;

/// <summary>What can be done to prevent an attack or to answer one: the <c>course-of-action</c> (§4.3).</summary>
public sealed record CourseOfActionDraft : VersionedDraft
{
    /// <summary>What the action is called (§4.3).</summary>
    public required string Name { get; init; }

    /// <summary>What to do and why (§4.3).</summary>
    public string? Description { get; init; }

    /// <inheritdoc/>
    public override string Type => "course-of-action";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
    }
}
