namespace Entente.Stix.Building;

/// <summary>A uniform resource locator: the <c>url</c> (§6.15).</summary>
/// <remarks>The id is made from <see cref="Value"/>.</remarks>
public sealed record UrlDraft : ObservableDraft
{
    /// <summary>The URL (§6.15).</summary>
    public required string Value { get; init; }

    /// <inheritdoc/>
    public override string Type => "url";

    internal override void Write(MemberWriter to)
    {
        to.Put("value", Value);
    }
}
