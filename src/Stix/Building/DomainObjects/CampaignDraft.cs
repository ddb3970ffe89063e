using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>Malicious activity over a time against a set of targets: the <c>campaign</c> (§4.2).</summary>
/// <remarks><see cref="LastSeen"/> must not be before <see cref="FirstSeen"/>.</remarks>
public sealed record CampaignDraft : VersionedDraft
{
    /// <summary>What the campaign is called (§4.2).</summary>
    public required string Name { get; init; }

    /// <summary>Its purpose and what marks it out (§4.2).</summary>
    public string? Description { get; init; }

    /// <summary>Other names of the campaign (§4.2).</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>When it was first seen (§4.2).</summary>
    public StixTimestamp? FirstSeen { get; init; }

    /// <summary>When it was last seen (§4.2).</summary>
    public StixTimestamp? LastSeen { get; init; }

    /// <summary>What it wants to bring about (§4.2).</summary>
    public string? Objective { get; init; }

    /// <inheritdoc/>
    public override string Type => "campaign";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("aliases", Aliases);
        to.Put("first_seen", FirstSeen);
        to.Put("last_seen", LastSeen);
        to.Put("objective", Objective);
    }
}
