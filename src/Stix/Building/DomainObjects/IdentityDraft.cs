using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>
/// A person, an organization, a group of them, or a class such as a sector: the <c>identity</c> (§4.5).
/// </summary>
public sealed record IdentityDraft : VersionedDraft
{
    /// <summary>What the identity is called (§4.5).</summary>
    public required string Name { get; init; }

    /// <summary>Who it is (§4.5).</summary>
    public string? Description { get; init; }

    /// <summary>What the identity does, such as <c>CEO</c> or <c>hospital</c> (§4.5).</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>What kind of identity it is; see <see cref="IdentityClasses"/> (§4.5).</summary>
    public string? IdentityClass { get; init; }

    /// <summary>The sectors that an organization works in; see <see cref="IndustrySectors"/> (§4.5).</summary>
    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>How to reach it: addresses, numbers (§4.5).</summary>
    public string? ContactInformation { get; init; }

    /// <inheritdoc/>
    public override string Type => "identity";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("roles", Roles);
        to.Put("identity_class", IdentityClass);
        to.Put("sectors", Sectors);
        to.Put("contact_information", ContactInformation);
    }
}
