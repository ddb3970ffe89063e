namespace Entente.Stix.Building;

/// <summary>What a Windows service does now (<c>windows-service-status-enum</c>, §10).</summary>
public enum WindowsServiceStatus
{
    /// <summary><c>SERVICE_CONTINUE_PENDING</c>: about to continue.</summary>
    ServiceContinuePending,

    /// <summary><c>SERVICE_PAUSE_PENDING</c>: about to pause.</summary>
    ServicePausePending,

    /// <summary><c>SERVICE_PAUSED</c>: paused.</summary>
    ServicePaused,

    /// <summary><c>SERVICE_RUNNING</c>: running.</summary>
    ServiceRunning,

    /// <summary><c>SERVICE_START_PENDING</c>: starting.</summary>
    ServiceStartPending,

    /// <summary><c>SERVICE_STOP_PENDING</c>: stopping.</summary>
    ServiceStopPending,

    /// <summary><c>SERVICE_STOPPED</c>: stopped.</summary>
    ServiceStopped,
}
