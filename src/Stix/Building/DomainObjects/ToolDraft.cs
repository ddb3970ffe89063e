using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>Lawful software that attackers use: the <c>tool</c> (§4.18).</summary>
public sealed record ToolDraft : VersionedDraft
{
    /// <summary>What the tool is called (§4.18).</summary>
    public required string Name { get; init; }

    /// <summary>What it does and how attackers use it (§4.18).</summary>
    public string? Description { get; init; }

    /// <summary>What kind of tool it is; see <see cref="Building.ToolTypes"/> (§4.18).</summary>
    public ImmutableArray<string> ToolTypes { get; init; } = [];

    /// <summary>Other names of the tool (§4.18).</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The phases in which it is used (§4.18).</summary>
    public ImmutableArray<KillChainPhase> KillChainPhases { get; init; } = [];

    /// <summary>Version of the tool (§4.18).</summary>
    public string? ToolVersion { get; init; }

    /// <inheritdoc/>
    public override string Type => "tool";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("tool_types", ToolTypes);
        to.Put("aliases", Aliases);
        to.Put("kill_chain_phases", KillChainPhases);
        to.Put("tool_version", ToolVersion);
    }
}
