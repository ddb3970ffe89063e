using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>What Unix says of an account: the <c>unix-account-ext</c> (§6.16.2).</summary>
/// <remarks>
/// At least one of <see cref="Gid"/>, <see cref="Groups"/>, <see cref="HomeDir"/> and <see cref="Shell"/> must be set.
/// </remarks>
public sealed record UnixAccountExtension : StixPart
{
    /// <summary>Number of the primary group (§6.16.2).</summary>
    public long? Gid { get; init; }

    /// <summary>Names of the groups (§6.16.2).</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>The home directory (§6.16.2).</summary>
    public string? HomeDir { get; init; }

    /// <summary>The shell (§6.16.2).</summary>
    public string? Shell { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("gid", Gid);
        to.Put("groups", Groups);
        to.Put("home_dir", HomeDir);
        to.Put("shell", Shell);
    }
}
