namespace Entente.Stix.Building;

/// <summary>One hardware address: the <c>mac-addr</c> (§6.10).</summary>
/// <remarks>The id is made from <see cref="Value"/>.</remarks>
public sealed record MacAddrDraft : ObservableDraft
{
    /// <summary>The address, lower case with colons (§6.10).</summary>
    public required string Value { get; init; }

    /// <inheritdoc/>
    public override string Type => "mac-addr";

    internal override void Write(MemberWriter to)
    {
        to.Put("value", Value);
    }
}
