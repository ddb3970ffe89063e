namespace Entente.Stix.Building;

/// <summary>What skill an actor must have (<c>threat-actor-sophistication-ov</c>, §10); others are allowed.</summary>
public static class ThreatActorSophistications
{
    /// <summary>None; accidents.</summary>
    public const string None = "none";

    /// <summary>Uses what others made, as it comes.</summary>
    public const string Minimal = "minimal";

    /// <summary>Can adapt what others made.</summary>
    public const string Intermediate = "intermediate";

    /// <summary>Makes tools and frameworks of its own.</summary>
    public const string Advanced = "advanced";

    /// <summary>Finds vulnerabilities and writes exploits.</summary>
    public const string Expert = "expert";

    /// <summary>Finds new ways of attack.</summary>
    public const string Innovator = "innovator";

    /// <summary>Has a state's means, or reaches into supply chains.</summary>
    public const string Strategic = "strategic";
}
