namespace Entente.Stix.Building;

/// <summary>What a report is mainly about (<c>report-type-ov</c>, §10); others are allowed.</summary>
public static class ReportTypes
{
    /// <summary>A threat as a whole.</summary>
    public const string ThreatReport = "threat-report";

    /// <summary>Attack patterns.</summary>
    public const string AttackPattern = "attack-pattern";

    /// <summary>Campaigns.</summary>
    public const string Campaign = "campaign";

    /// <summary>Identities.</summary>
    public const string Identity = "identity";

    /// <summary>Indicators.</summary>
    public const string Indicator = "indicator";

    /// <summary>Intrusion sets.</summary>
    public const string IntrusionSet = "intrusion-set";

    /// <summary>Malware.</summary>
    public const string Malware = "malware";

    /// <summary>Observed data.</summary>
    public const string ObservedData = "observed-data";

    /// <summary>Threat actors.</summary>
    public const string ThreatActor = "threat-actor";

    /// <summary>Tools.</summary>
    public const string Tool = "tool";

    /// <summary>Vulnerabilities.</summary>
    public const string Vulnerability = "vulnerability";
}
