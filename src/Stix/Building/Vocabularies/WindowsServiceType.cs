namespace Entente.Stix.Building;

/// <summary>Kinds of Windows services (<c>windows-service-type-enum</c>, §10).</summary>
public enum WindowsServiceType
{
    /// <summary><c>SERVICE_KERNEL_DRIVER</c>: device driver.</summary>
    ServiceKernelDriver,

    /// <summary><c>SERVICE_FILE_SYSTEM_DRIVER</c>: file system driver.</summary>
    ServiceFileSystemDriver,

    /// <summary><c>SERVICE_WIN32_OWN_PROCESS</c>: A process of its own.</summary>
    ServiceWin32OwnProcess,

    /// <summary><c>SERVICE_WIN32_SHARE_PROCESS</c>: one process together with others.</summary>
    ServiceWin32ShareProcess,
}
