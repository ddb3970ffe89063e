namespace Entente.Stix.Building;

/// <summary>One e-mail address: the <c>email-addr</c> (§6.5).</summary>
/// <remarks>The id is made from <see cref="Value"/>.</remarks>
public sealed record EmailAddrDraft : ObservableDraft
{
    /// <summary>The address, without a display name (§6.5).</summary>
    public required string Value { get; init; }

    /// <summary>The name shown beside it (§6.5).</summary>
    public string? DisplayName { get; init; }

    /// <summary>The account that the address is of; names <c>user-account</c> (§6.5).</summary>
    public string? BelongsToRef { get; init; }

    /// <inheritdoc/>
    public override string Type => "email-addr";

    internal override void Write(MemberWriter to)
    {
        to.Put("value", Value);
        to.Put("display_name", DisplayName);
        to.Put("belongs_to_ref", BelongsToRef);
    }
}
