using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>
/// Systems, services and other resources that serve a purpose of attack or defence: the <c>infrastructure</c> (§4.8).
/// </summary>
/// <remarks><see cref="LastSeen"/> must not be before <see cref="FirstSeen"/>.</remarks>
public sealed record InfrastructureDraft : VersionedDraft
{
    /// <summary>What the infrastructure is called (§4.8).</summary>
    public required string Name { get; init; }

    /// <summary>What it is for and what marks it out (§4.8).</summary>
    public string? Description { get; init; }

    /// <summary>What it is used for; see <see cref="Building.InfrastructureTypes"/> (§4.8).</summary>
    public ImmutableArray<string> InfrastructureTypes { get; init; } = [];

    /// <summary>Other names of the infrastructure (§4.8).</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The phases in which it is used (§4.8).</summary>
    public ImmutableArray<KillChainPhase> KillChainPhases { get; init; } = [];

    /// <summary>When it was first seen to act (§4.8).</summary>
    public StixTimestamp? FirstSeen { get; init; }

    /// <summary>When it was last seen to act (§4.8).</summary>
    public StixTimestamp? LastSeen { get; init; }

    /// <inheritdoc/>
    public override string Type => "infrastructure";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("infrastructure_types", InfrastructureTypes);
        to.Put("aliases", Aliases);
        to.Put("kill_chain_phases", KillChainPhases);
        to.Put("first_seen", FirstSeen);
        to.Put("last_seen", LastSeen);
    }
}
