namespace Entente.Agreements.Timers;

/// <summary>How an obligation stands at an instant.</summary>
public enum ObligationState
{
    /// <summary>Its clock has not started.</summary>
    NotStarted,

    /// <summary>It is still to be met.</summary>
    Running,

    /// <summary>It was met in time.</summary>
    Met,

    /// <summary>Its time has passed, whether it was met afterwards or not.</summary>
    Missed,
}
