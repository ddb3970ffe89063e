namespace Entente.Stix.Building;

/// <summary>A mutual exclusion object: the <c>mutex</c> (§6.11).</summary>
/// <remarks>The id is made from <see cref="Name"/>.</remarks>
public sealed record MutexDraft : ObservableDraft
{
    /// <summary>Its name (§6.11).</summary>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public override string Type => "mutex";

    internal override void Write(MemberWriter to)
    {
        to.Put("name", Name);
    }
}
