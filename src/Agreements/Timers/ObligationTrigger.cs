namespace Entente.Agreements.Timers;

/// <summary>What calls an obligation into being.</summary>
public enum ObligationTrigger
{
    /// <summary>A significant incident.</summary>
    SignificantIncident,

    /// <summary>A vulnerability that is being exploited.</summary>
    ExploitedVulnerability,

    /// <summary>A severe incident in a product.</summary>
    SevereIncident,

    /// <summary>Information was lost or compromised, or may have been.</summary>
    Compromise,

    /// <summary>A law changed that affects protection.</summary>
    LawChange,

    /// <summary>A court or authority demands disclosure.</summary>
    CompelledDisclosure,

    /// <summary>An object was released.</summary>
    Release,

    /// <summary>A version, a new classification or a recall was announced.</summary>
    Recall,

    /// <summary>Somebody asked for information.</summary>
    Request,

    /// <summary>What information was given for has ended.</summary>
    PurposeEnded,

    /// <summary>The agreement has ended.</summary>
    Termination,

    /// <summary>An interval has passed since the last time.</summary>
    Interval,
}
