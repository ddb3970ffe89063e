using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>A way in which adversaries try to compromise their targets: the <c>attack-pattern</c> (§4.1).</summary>
public sealed record AttackPatternDraft : VersionedDraft
{
    /// <summary>What the pattern is called (§4.1).</summary>
    public required string Name { get; init; }

    /// <summary>What it does and what marks it out (§4.1).</summary>
    public string? Description { get; init; }

    /// <summary>Other names of the pattern (§4.1).</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The phases in which it is used (§4.1).</summary>
    public ImmutableArray<KillChainPhase> KillChainPhases { get; init; } = [];

    /// <inheritdoc/>
    public override string Type => "attack-pattern";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("aliases", Aliases);
        to.Put("kill_chain_phases", KillChainPhases);
    }
}
