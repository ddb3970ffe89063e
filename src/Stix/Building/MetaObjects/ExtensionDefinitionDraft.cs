using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>
/// What declares new properties or types, and whose id keys them in <c>extensions</c>: the <c>extension-definition</c>
/// (§7.3).
/// </summary>
/// <remarks><see cref="Description"/> should be set.</remarks>
public sealed record ExtensionDefinitionDraft : VersionedDraft
{
    /// <summary>Id of the identity that made the extension; required here (§7.3).</summary>
    public override required string? CreatedByRef { get; init; }

    /// <summary>What the extension is called (§7.3).</summary>
    public required string Name { get; init; }

    /// <summary>What it is for (§7.3).</summary>
    public string? Description { get; init; }

    /// <summary>The JSON schema, or the address where it stands (§7.3).</summary>
    public required string Schema { get; init; }

    /// <summary>Version of the extension, as major.minor.patch (§7.3).</summary>
    public required string Version { get; init; }

    /// <summary>What the extension brings (§7.3).</summary>
    public required ImmutableArray<ExtensionType> ExtensionTypes { get; init; }

    /// <summary>Names of the top-level properties that it brings (§7.3).</summary>
    public ImmutableArray<string> ExtensionProperties { get; init; } = [];

    /// <inheritdoc/>
    public override string Type => "extension-definition";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
        to.Put("description", Description);
        to.Put("schema", Schema);
        to.Put("version", Version);
        to.PutWords("extension_types", ExtensionTypes, "extension-type-enum");
        to.Put("extension_properties", ExtensionProperties);
    }
}
