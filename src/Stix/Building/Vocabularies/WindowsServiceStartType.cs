namespace Entente.Stix.Building;

/// <summary>When a Windows service is started (<c>windows-service-start-type-enum</c>, §10).</summary>
public enum WindowsServiceStartType
{
    /// <summary><c>SERVICE_AUTO_START</c>: with the system.</summary>
    ServiceAutoStart,

    /// <summary><c>SERVICE_BOOT_START</c>: by the boot loader.</summary>
    ServiceBootStart,

    /// <summary><c>SERVICE_DEMAND_START</c>: on demand.</summary>
    ServiceDemandStart,

    /// <summary><c>SERVICE_DISABLED</c>: never.</summary>
    ServiceDisabled,

    /// <summary><c>SERVICE_SYSTEM_ALERT</c>: while the system initializes.</summary>
    ServiceSystemAlert,
}
