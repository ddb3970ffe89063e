namespace Entente.Stix.Building;

/// <summary>What a match of an indicator speaks for (<c>indicator-type-ov</c>, §10); others are allowed.</summary>
public static class IndicatorTypes
{
    /// <summary>Something unusual, not always malicious.</summary>
    public const string AnomalousActivity = "anomalous-activity";

    /// <summary>Tools that hide who acts, such as Tor.</summary>
    public const string Anonymization = "anonymization";

    /// <summary>Nothing bad; matches can be set aside.</summary>
    public const string Benign = "benign";

    /// <summary>Assets that were broken into.</summary>
    public const string Compromised = "compromised";

    /// <summary>Something malicious.</summary>
    public const string MaliciousActivity = "malicious-activity";

    /// <summary>A certain actor or campaign.</summary>
    public const string Attribution = "attribution";

    /// <summary>Not known.</summary>
    public const string Unknown = "unknown";
}
