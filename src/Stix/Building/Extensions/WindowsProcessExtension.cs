namespace Entente.Stix.Building;

/// <summary>What Windows says of a process: the <c>windows-process-ext</c> (§6.13.2).</summary>
/// <remarks>At least one property must be set.</remarks>
public sealed record WindowsProcessExtension : StixPart
{
    /// <summary>Whether address space layout randomization is on (§6.13.2).</summary>
    public bool? AslrEnabled { get; init; }

    /// <summary>Whether data execution prevention is on (§6.13.2).</summary>
    public bool? DepEnabled { get; init; }

    /// <summary>Its priority class (§6.13.2).</summary>
    public string? Priority { get; init; }

    /// <summary>Security id of the owner (§6.13.2).</summary>
    public string? OwnerSid { get; init; }

    /// <summary>Title of its main window (§6.13.2).</summary>
    public string? WindowTitle { get; init; }

    /// <summary>The <c>STARTUPINFO</c> it was started with (§6.13.2).</summary>
    public OrderedDictionary<string, StixValue>? StartupInfo { get; init; }

    /// <summary>Its integrity level (§6.13.2).</summary>
    public WindowsIntegrityLevel? IntegrityLevel { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("aslr_enabled", AslrEnabled);
        to.Put("dep_enabled", DepEnabled);
        to.Put("priority", Priority);
        to.Put("owner_sid", OwnerSid);
        to.Put("window_title", WindowTitle);
        to.Put("startup_info", StartupInfo);
        to.PutWord("integrity_level", IntegrityLevel, "windows-integrity-level-enum");
    }
}
