namespace Entente.Stix.Building;

/// <summary>What traffic says as TCP: the <c>tcp-ext</c> (§6.12.5).</summary>
/// <remarks>At least one of <see cref="SrcFlagsHex"/> and <see cref="DstFlagsHex"/> must be set.</remarks>
public sealed record TcpExtension : StixPart
{
    /// <summary>All flags that the source sent, combined (§6.12.5).</summary>
    public string? SrcFlagsHex { get; init; }

    /// <summary>All flags that the destination sent, combined (§6.12.5).</summary>
    public string? DstFlagsHex { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("src_flags_hex", SrcFlagsHex);
        to.Put("dst_flags_hex", DstFlagsHex);
    }
}
