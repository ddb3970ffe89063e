using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>People or organizations believed to act with malice: the <c>threat-actor</c> (§4.17).</summary>
/// <remarks><see cref="LastSeen"/> must not be before <see cref="FirstSeen"/>.</remarks>
public sealed record ThreatActorDraft : VersionedDraft
{
    /// <summary>What the actor is called (§4.17).</summary>
    public required string Name { get; init; }

    /// <summary>Who it is and what marks it out (§4.17).</summary>
    public string? Description { get; init; }

    /// <summary>What kind of actor it is; see <see cref="Building.ThreatActorTypes"/> (§4.17).</summary>
    public ImmutableArray<string> ThreatActorTypes { get; init; } = [];

    /// <summary>Other names of the actor (§4.17).</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>When it was first seen (§4.17).</summary>
    public StixTimestamp? FirstSeen { get; init; }

    /// <summary>When it was last seen (§4.17).</summary>
    public StixTimestamp? LastSeen { get; init; }

    /// <summary>What part it plays; see <see cref="ThreatActorRoles"/> (§4.17).</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>What it tries to reach (§4.17).</summary>
    public ImmutableArray<string> Goals { get; init; } = [];

    /// <summary>
    /// What skill it must have to act as it does; see <see cref="ThreatActorSophistications"/> (§4.17).
    /// </summary>
    public string? Sophistication { get; init; }

    /// <summary>How much it can bring to bear; see <see cref="AttackResourceLevels"/> (§4.17).</summary>
    public string? ResourceLevel { get; init; }

    /// <summary>Why it acts, above all; see <see cref="AttackMotivations"/> (§4.17).</summary>
    public string? PrimaryMotivation { get; init; }

    /// <summary>Why it acts besides; see <see cref="AttackMotivations"/> (§4.17).</summary>
    public ImmutableArray<string> SecondaryMotivations { get; init; } = [];

    /// <summary>
    /// Why its members act, whatever its own motives are; see <see cref="AttackMotivations"/> (§4.17).
    /// </summary>
    public ImmutableArray<string> PersonalMotivations { get; init; } = [];

    /// <inheritdoc/>
    public override string Type => "threat-actor";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("threat_actor_types", ThreatActorTypes);
        to.Put("aliases", Aliases);
        to.Put("first_seen", FirstSeen);
        to.Put("last_seen", LastSeen);
        to.Put("roles", Roles);
        to.Put("goals", Goals);
        to.Put("sophistication", Sophistication);
        to.Put("resource_level", ResourceLevel);
        to.Put("primary_motivation", PrimaryMotivation);
        to.Put("secondary_motivations", SecondaryMotivations);
        to.Put("personal_motivations", PersonalMotivations);
    }
}
