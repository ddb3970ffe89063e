namespace Entente.Stix.Building;

/// <summary>What traffic says as ICMP: the <c>icmp-ext</c> (§6.12.3).</summary>
public sealed record IcmpExtension : StixPart
{
    /// <summary>The type byte (§6.12.3).</summary>
    public required string IcmpTypeHex { get; init; }

    /// <summary>The code byte (§6.12.3).</summary>
    public required string IcmpCodeHex { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.Put("icmp_type_hex", IcmpTypeHex);
        to.Put("icmp_code_hex", IcmpCodeHex);
    }
}
