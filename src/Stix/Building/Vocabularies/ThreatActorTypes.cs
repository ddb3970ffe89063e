namespace Entente.Stix.Building;

/// <summary>Kinds of threat actors (<c>threat-actor-type-ov</c>, §10); others are allowed.</summary>
public static class ThreatActorTypes
{
    /// <summary>For a cause.</summary>
    public const string Activist = "activist";

    /// <summary>For a business.</summary>
    public const string Competitor = "competitor";

    /// <summary>Organized crime.</summary>
    public const string CrimeSyndicate = "crime-syndicate";

    /// <summary>Crime for money.</summary>
    public const string Criminal = "criminal";

    /// <summary>For the thrill or fame.</summary>
    public const string Hacker = "hacker";

    /// <summary>Somebody inside, without intent.</summary>
    public const string InsiderAccidental = "insider-accidental";

    /// <summary>Somebody inside, with a grudge.</summary>
    public const string InsiderDisgruntled = "insider-disgruntled";

    /// <summary>A state.</summary>
    public const string NationState = "nation-state";

    /// <summary>For attention.</summary>
    public const string Sensationalist = "sensationalist";

    /// <summary>For secrets.</summary>
    public const string Spy = "spy";

    /// <summary>For terror.</summary>
    public const string Terrorist = "terrorist";

    /// <summary>Not known.</summary>
    public const string Unknown = "unknown";
}
