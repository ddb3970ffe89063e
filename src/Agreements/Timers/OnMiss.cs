namespace Entente.Agreements.Timers;

/// <summary>What happens when an obligation is not met in time.</summary>
public enum OnMiss
{
    /// <summary>It is recorded.</summary>
    Record,

    /// <summary>The competent authorities are told.</summary>
    Escalate,

    /// <summary>Releases are suspended.</summary>
    Suspend,
}
