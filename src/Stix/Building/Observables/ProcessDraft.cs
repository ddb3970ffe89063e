using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>One running program: the <c>process</c> (§6.13).</summary>
/// <remarks>
/// At least one property must be set. The standard makes no id from its content, so <see cref="ObservableDraft.Uuid"/>
/// must be set.
/// </remarks>
public sealed record ProcessDraft : ObservableDraft
{
    /// <summary>Whether it hides itself (§6.13).</summary>
    public bool? IsHidden { get; init; }

    /// <summary>The process number (§6.13).</summary>
    public long? Pid { get; init; }

    /// <summary>When it was started (§6.13).</summary>
    public StixTimestamp? CreatedTime { get; init; }

    /// <summary>Its working directory (§6.13).</summary>
    public string? Cwd { get; init; }

    /// <summary>The whole command line (§6.13).</summary>
    public string? CommandLine { get; init; }

    /// <summary>Its environment, by name (§6.13).</summary>
    public OrderedDictionary<string, string>? EnvironmentVariables { get; init; }

    /// <summary>The connections it opened; names <c>network-traffic</c> (§6.13).</summary>
    public ImmutableArray<string> OpenedConnectionRefs { get; init; } = [];

    /// <summary>Who started it; names <c>user-account</c> (§6.13).</summary>
    public string? CreatorUserRef { get; init; }

    /// <summary>The file that it runs; names <c>file</c> (§6.13).</summary>
    public string? ImageRef { get; init; }

    /// <summary>What started it; names <c>process</c> (§6.13).</summary>
    public string? ParentRef { get; init; }

    /// <summary>What it started; names <c>process</c> (§6.13).</summary>
    public ImmutableArray<string> ChildRefs { get; init; } = [];

    /// <summary>What Windows says of a process (§6.13.2).</summary>
    public WindowsProcessExtension? WindowsProcess { get; init; }

    /// <summary>What Windows says of a process that is a service (§6.13.3).</summary>
    public WindowsServiceExtension? WindowsService { get; init; }

    /// <inheritdoc/>
    public override string Type => "process";

    private protected override IEnumerable<(string Key, StixPart? Extension)> StandardExtensions =>
    [
        ("windows-process-ext", WindowsProcess),
        ("windows-service-ext", WindowsService),
    ];

    internal override void Write(MemberWriter to)
    {
        to.Put("is_hidden", IsHidden);
        to.Put("pid", Pid);
        to.Put("created_time", CreatedTime);
        to.Put("cwd", Cwd);
        to.Put("command_line", CommandLine);
        to.Put("environment_variables", EnvironmentVariables);
        to.Put("opened_connection_refs", OpenedConnectionRefs);
        to.Put("creator_user_ref", CreatorUserRef);
        to.Put("image_ref", ImageRef);
        to.Put("parent_ref", ParentRef);
        to.Put("child_refs", ChildRefs);
    }
}
