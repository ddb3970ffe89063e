namespace Entente.Stix.Building;

/// <summary>
/// A draft of a cyber-observable whose type the standard does not define (§7.3, §11.2). Its properties go to
/// <see cref="StixDraft.Custom"/>, and an extension of the kind <see cref="ExtensionType.NewSco"/> must declare it.
/// <see cref="ObservableDraft.Uuid"/> must be set: which properties identify it, its definition says.
/// </summary>
public sealed record CustomObservableDraft : ObservableDraft
{
    /// <summary>The type: 3 to 250 of <c>a-z 0-9 -</c>.</summary>
    public required string CustomType { get; init => field = value ?? ""; }

    /// <inheritdoc/>
    public override string Type => CustomType;

    internal override void Write(MemberWriter to)
    {
    }
}
