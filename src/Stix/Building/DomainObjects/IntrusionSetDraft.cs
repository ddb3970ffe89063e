using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>
/// Behaviour and resources so alike that one organization is thought to be behind them: the <c>intrusion-set</c>
/// (§4.9).
/// </summary>
/// <remarks><see cref="LastSeen"/> must not be before <see cref="FirstSeen"/>.</remarks>
public sealed record IntrusionSetDraft : VersionedDraft
{
    /// <summary>What the set is called (§4.9).</summary>
    public required string Name { get; init; }

    /// <summary>Its purpose and what marks it out (§4.9).</summary>
    public string? Description { get; init; }

    /// <summary>Other names of the set (§4.9).</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>When it was first seen (§4.9).</summary>
    public StixTimestamp? FirstSeen { get; init; }

    /// <summary>When it was last seen (§4.9).</summary>
    public StixTimestamp? LastSeen { get; init; }

    /// <summary>What it tries to reach (§4.9).</summary>
    public ImmutableArray<string> Goals { get; init; } = [];

    /// <summary>How much those behind it can bring to bear; see <see cref="AttackResourceLevels"/> (§4.9).</summary>
    public string? ResourceLevel { get; init; }

    /// <summary>Why they act, above all; see <see cref="AttackMotivations"/> (§4.9).</summary>
    public string? PrimaryMotivation { get; init; }

    /// <summary>Why they act besides; see <see cref="AttackMotivations"/> (§4.9).</summary>
    public ImmutableArray<string> SecondaryMotivations { get; init; } = [];

    /// <inheritdoc/>
    public override string Type => "intrusion-set";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("aliases", Aliases);
        to.Put("first_seen", FirstSeen);
        to.Put("last_seen", LastSeen);
        to.Put("goals", Goals);
        to.Put("resource_level", ResourceLevel);
        to.Put("primary_motivation", PrimaryMotivation);
        to.Put("secondary_motivations", SecondaryMotivations);
    }
}
