namespace Entente.Stix.Building;

/// <summary>
/// How much an attacker can bring to bear (<c>attack-resource-level-ov</c>, §10); others are allowed.
/// </summary>
public static class AttackResourceLevels
{
    /// <summary>One person on his own.</summary>
    public const string Individual = "individual";

    /// <summary>Volunteers with a common interest.</summary>
    public const string Club = "club";

    /// <summary>People who compete, for a short time.</summary>
    public const string Contest = "contest";

    /// <summary>A group with a leader and a purpose.</summary>
    public const string Team = "team";

    /// <summary>More lasting and better off than a team.</summary>
    public const string Organization = "organization";

    /// <summary>Means of a state.</summary>
    public const string Government = "government";
}
