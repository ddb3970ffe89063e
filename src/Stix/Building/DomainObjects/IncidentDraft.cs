namespace Entente.Stix.Building;

/// <summary>
/// A stub for security incidents, which the standard leaves to extensions: the <c>incident</c> (§4.6).
/// </summary>
public sealed record IncidentDraft : VersionedDraft
{
    /// <summary>What the incident is called (§4.6).</summary>
    public required string Name { get; init; }

    /// <summary>What happened (§4.6).</summary>
    public string? Description { get; init; }

    /// <inheritdoc/>
    public override string Type => "incident";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
    }
}
