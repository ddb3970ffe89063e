namespace Entente.Stix.Building;

/// <summary>Parts that threat actors play (<c>threat-actor-role-ov</c>, §10); others are allowed.</summary>
public static class ThreatActorRoles
{
    /// <summary>Carries out attacks.</summary>
    public const string Agent = "agent";

    /// <summary>Directs attacks.</summary>
    public const string Director = "director";

    /// <summary>Acts for itself.</summary>
    public const string Independent = "independent";

    /// <summary>Pays for attacks.</summary>
    public const string Sponsor = "sponsor";

    /// <summary>Runs the infrastructure.</summary>
    public const string InfrastructureOperator = "infrastructure-operator";

    /// <summary>Designs the infrastructure.</summary>
    public const string InfrastructureArchitect = "infrastructure-architect";

    /// <summary>Writes the malware.</summary>
    public const string MalwareAuthor = "malware-author";
}
