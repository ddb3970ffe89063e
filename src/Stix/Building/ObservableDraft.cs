namespace Entente.Stix.Building;

/// <summary>
/// A draft of a cyber-observable (§6): a fact without creator and versions, whose id follows from its content, so that
/// everybody who sees the same thing gives it the same id.
/// </summary>
public abstract record ObservableDraft : StixDraft
{
    private protected ObservableDraft()
    {
    }

    /// <summary>
    /// The UUID of the <see cref="Id"/>. Null, the default, makes it from the content (§2.9). To be set, to a random
    /// one of version 4, only for a <c>process</c>, a custom type, and an object without identifying properties.
    /// </summary>
    public Guid? Uuid { get; init; }

    /// <summary>
    /// The id: of <see cref="Uuid"/>, or else made from the content, anew at each call (§2.9); null if there is
    /// nothing to make it from.
    /// </summary>
    public override string? Id
    {
        get
        {
            if (Uuid is { } uuid) return StixId.Format(Type, uuid);
            return ObservableIds.TryCompute(WriteObject(null, []), out var id) ? id : null;
        }
    }

    /// <summary>Whether the content was changed so that it cannot do harm, as in <c>hxxp://</c> (§3.2).</summary>
    public bool? Defanged { get; init; }

    private protected override void WriteHead(MemberWriter to)
    {
    }

    private protected override void WriteTail(MemberWriter to) => to.Put("defanged", Defanged);
}
