using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>A pattern that finds suspicious or malicious activity: the <c>indicator</c> (§4.7).</summary>
/// <remarks>
/// <see cref="ValidUntil"/> must be after <see cref="ValidFrom"/>. <see cref="Name"/> and <see cref="Description"/>
/// should be set.
/// </remarks>
public sealed record IndicatorDraft : VersionedDraft
{
    /// <summary>What the indicator is called (§4.7).</summary>
    public string? Name { get; init; }

    /// <summary>What it finds and how to use it (§4.7).</summary>
    public string? Description { get; init; }

    /// <summary>What a match speaks for; see <see cref="Building.IndicatorTypes"/> (§4.7).</summary>
    public ImmutableArray<string> IndicatorTypes { get; init; } = [];

    /// <summary>The pattern, in the language that <c>pattern_type</c> says (§4.7).</summary>
    public required string Pattern { get; init; }

    /// <summary>The language of the pattern; see <see cref="PatternTypes"/> (§4.7).</summary>
    public required string PatternType { get; init; }

    /// <summary>Version of that language; without it, the newest when the indicator was made (§4.7).</summary>
    public string? PatternVersion { get; init; }

    /// <summary>From when a match means something (§4.7).</summary>
    public required StixTimestamp ValidFrom { get; init; }

    /// <summary>Until when it does; without it, without end (§4.7).</summary>
    public StixTimestamp? ValidUntil { get; init; }

    /// <summary>The phases that the indicator finds (§4.7).</summary>
    public ImmutableArray<KillChainPhase> KillChainPhases { get; init; } = [];

    /// <inheritdoc/>
    public override string Type => "indicator";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("indicator_types", IndicatorTypes);
        to.Put("pattern", Pattern);
        to.Put("pattern_type", PatternType);
        to.Put("pattern_version", PatternVersion);
        to.Put("valid_from", ValidFrom);
        to.Put("valid_until", ValidUntil);
        to.Put("kill_chain_phases", KillChainPhases);
    }
}
