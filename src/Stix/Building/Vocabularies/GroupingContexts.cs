namespace Entente.Stix.Building;

/// <summary>
/// What the objects of a grouping have in common (<c>grouping-context-ov</c>, §10); others are allowed.
/// </summary>
public static class GroupingContexts
{
    /// <summary>Activity that is under investigation.</summary>
    public const string SuspiciousActivity = "suspicious-activity";

    /// <summary>One analysis of malware.</summary>
    public const string MalwareAnalysis = "malware-analysis";

    /// <summary>Nothing is said.</summary>
    public const string Unspecified = "unspecified";
}
