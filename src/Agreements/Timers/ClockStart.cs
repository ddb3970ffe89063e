namespace Entente.Agreements.Timers;

/// <summary>The event at which a timer's clock starts.</summary>
public enum ClockStart
{
    /// <summary>Somebody became aware of what the obligation is about.</summary>
    Aware,

    /// <summary>A message, object or request was received.</summary>
    Received,

    /// <summary>The stage before was sent.</summary>
    Notified,

    /// <summary>A corrective measure became available.</summary>
    MeasureAvailable,
}
