using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>What Windows says of a process that is a service: the <c>windows-service-ext</c> (§6.13.3).</summary>
/// <remarks>At least one property must be set.</remarks>
public sealed record WindowsServiceExtension : StixPart
{
    /// <summary>Name of the service (§6.13.3).</summary>
    public string? ServiceName { get; init; }

    /// <summary>What the service says of itself (§6.13.3).</summary>
    public ImmutableArray<string> Descriptions { get; init; } = [];

    /// <summary>The name that people see (§6.13.3).</summary>
    public string? DisplayName { get; init; }

    /// <summary>The load ordering group (§6.13.3).</summary>
    public string? GroupName { get; init; }

    /// <summary>When it is started (§6.13.3).</summary>
    public WindowsServiceStartType? StartType { get; init; }

    /// <summary>The libraries it is loaded from; names <c>file</c> (§6.13.3).</summary>
    public ImmutableArray<string> ServiceDllRefs { get; init; } = [];

    /// <summary>What kind of service it is (§6.13.3).</summary>
    public WindowsServiceType? ServiceType { get; init; }

    /// <summary>What it does now (§6.13.3).</summary>
    public WindowsServiceStatus? ServiceStatus { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("service_name", ServiceName);
        to.Put("descriptions", Descriptions);
        to.Put("display_name", DisplayName);
        to.Put("group_name", GroupName);
        to.PutWord("start_type", StartType, "windows-service-start-type-enum");
        to.Put("service_dll_refs", ServiceDllRefs);
        to.PutWord("service_type", ServiceType, "windows-service-type-enum");
        to.PutWord("service_status", ServiceStatus, "windows-service-status-enum");
    }
}
