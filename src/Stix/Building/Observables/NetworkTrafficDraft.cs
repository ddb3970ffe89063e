using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>Traffic between two ends, at any level of the stack: the <c>network-traffic</c> (§6.12).</summary>
/// <remarks>
/// At least one of <see cref="SrcRef"/> and <see cref="DstRef"/> must be set. If <see cref="IsActive"/> is true,
/// <see cref="End"/> must not be set. <see cref="End"/> must not be before <see cref="Start"/>. <see cref="SrcPort"/>
/// and <see cref="DstPort"/> should be set. The id is made from <see cref="Start"/>, <see cref="End"/>,
/// <see cref="SrcRef"/>, <see cref="DstRef"/>, <see cref="SrcPort"/>, <see cref="DstPort"/>, <see cref="Protocols"/>
/// and <c>extensions</c>.
/// </remarks>
public sealed record NetworkTrafficDraft : ObservableDraft
{
    /// <summary>When it began (§6.12).</summary>
    public StixTimestamp? Start { get; init; }

    /// <summary>When it ended (§6.12).</summary>
    public StixTimestamp? End { get; init; }

    /// <summary>Whether it still goes on (§6.12).</summary>
    public bool? IsActive { get; init; }

    /// <summary>
    /// Where it comes from; names <c>ipv4-addr</c>, <c>ipv6-addr</c>, <c>mac-addr</c> or <c>domain-name</c> (§6.12).
    /// </summary>
    public string? SrcRef { get; init; }

    /// <summary>
    /// Where it goes to; names <c>ipv4-addr</c>, <c>ipv6-addr</c>, <c>mac-addr</c> or <c>domain-name</c> (§6.12).
    /// </summary>
    public string? DstRef { get; init; }

    /// <summary>The port it comes from, from 0 to 65,535 (§6.12).</summary>
    public long? SrcPort { get; init; }

    /// <summary>The port it goes to, from 0 to 65,535 (§6.12).</summary>
    public long? DstPort { get; init; }

    /// <summary>The protocols, from outer to inner, as <c>ipv4</c>, <c>tcp</c>, <c>http</c> (§6.12).</summary>
    public required ImmutableArray<string> Protocols { get; init; }

    /// <summary>Bytes sent by the source, not negative (§6.12).</summary>
    public long? SrcByteCount { get; init; }

    /// <summary>Bytes sent by the destination, not negative (§6.12).</summary>
    public long? DstByteCount { get; init; }

    /// <summary>Packets sent by the source, not negative (§6.12).</summary>
    public long? SrcPackets { get; init; }

    /// <summary>Packets sent by the destination, not negative (§6.12).</summary>
    public long? DstPackets { get; init; }

    /// <summary>IPFIX data, by the element's name (§6.12).</summary>
    public OrderedDictionary<string, StixValue>? Ipfix { get; init; }

    /// <summary>What the source sent; names <c>artifact</c> (§6.12).</summary>
    public string? SrcPayloadRef { get; init; }

    /// <summary>What the destination sent; names <c>artifact</c> (§6.12).</summary>
    public string? DstPayloadRef { get; init; }

    /// <summary>Traffic inside this traffic; names <c>network-traffic</c> (§6.12).</summary>
    public ImmutableArray<string> EncapsulatesRefs { get; init; } = [];

    /// <summary>Traffic that this traffic is inside of; names <c>network-traffic</c> (§6.12).</summary>
    public string? EncapsulatedByRef { get; init; }

    /// <summary>What traffic says as an HTTP request (§6.12.2).</summary>
    public HttpRequestExtension? HttpRequest { get; init; }

    /// <summary>What traffic says as ICMP (§6.12.3).</summary>
    public IcmpExtension? Icmp { get; init; }

    /// <summary>What the system says of the socket behind traffic (§6.12.4).</summary>
    public SocketExtension? Socket { get; init; }

    /// <summary>What traffic says as TCP (§6.12.5).</summary>
    public TcpExtension? Tcp { get; init; }

    /// <inheritdoc/>
    public override string Type => "network-traffic";

    private protected override IEnumerable<(string Key, StixPart? Extension)> StandardExtensions =>
    [
        ("http-request-ext", HttpRequest),
        ("icmp-ext", Icmp),
        ("socket-ext", Socket),
        ("tcp-ext", Tcp),
    ];

    internal override void Write(MemberWriter to)
    {
        to.Put("start", Start);
        to.Put("end", End);
        to.Put("is_active", IsActive);
        to.Put("src_ref", SrcRef);
        to.Put("dst_ref", DstRef);
        to.Put("src_port", SrcPort);
        to.Put("dst_port", DstPort);
        to.Put("protocols", Protocols);
        to.Put("src_byte_count", SrcByteCount);
        to.Put("dst_byte_count", DstByteCount);
        to.Put("src_packets", SrcPackets);
        to.Put("dst_packets", DstPackets);
        to.Put("ipfix", Ipfix);
        to.Put("src_payload_ref", SrcPayloadRef);
        to.Put("dst_payload_ref", DstPayloadRef);
        to.Put("encapsulates_refs", EncapsulatesRefs);
        to.Put("encapsulated_by_ref", EncapsulatedByRef);
    }
}
