namespace Entente.Stix.Building;

/// <summary>What an object carries of one extension that an extension-definition declares (§7.3.3).</summary>
public sealed record ObjectExtension : StixPart
{
    /// <summary>Id of the extension-definition, the key in <c>extensions</c>.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>
    /// What the extension brings. Null leaves it out; the standard recommends it. With
    /// <see cref="ExtensionType.ToplevelPropertyExtension"/> the properties go to <see cref="StixDraft.Custom"/>.
    /// </summary>
    public ExtensionType? ExtensionType { get; init; }

    /// <summary>The properties of the extension itself, by name.</summary>
    public OrderedDictionary<string, StixValue>? Properties { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.PutWord("extension_type", ExtensionType, "extension-type-enum");
        foreach (var (name, value) in Properties ?? []) to.PutAny(name, value);
    }
}
