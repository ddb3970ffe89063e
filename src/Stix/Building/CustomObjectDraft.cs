namespace Entente.Stix.Building;

/// <summary>
/// A draft of an object whose type the standard does not define and that has versions (§7.3, §11.2). Its properties go
/// to <see cref="StixDraft.Custom"/>; an extension of the kind <see cref="ExtensionType.NewSdo"/> or
/// <see cref="ExtensionType.NewSro"/> should declare it.
/// </summary>
public sealed record CustomObjectDraft : VersionedDraft
{
    /// <summary>The type: 3 to 250 of <c>a-z 0-9 -</c>.</summary>
    public required string CustomType { get; init => field = value ?? ""; }

    /// <inheritdoc/>
    public override string Type => CustomType;

    internal override void Write(MemberWriter to)
    {
    }
}
