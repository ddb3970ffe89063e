namespace Entente.Stix.Building;

/// <summary>What the system says of the socket behind traffic: the <c>socket-ext</c> (§6.12.4).</summary>
public sealed record SocketExtension : StixPart
{
    /// <summary>The family of addresses (§6.12.4).</summary>
    public required NetworkSocketAddressFamily AddressFamily { get; init; }

    /// <summary>Whether it blocks (§6.12.4).</summary>
    public bool? IsBlocking { get; init; }

    /// <summary>Whether it listens (§6.12.4).</summary>
    public bool? IsListening { get; init; }

    /// <summary>Socket options, by name such as <c>SO_KEEPALIVE</c> (§6.12.4).</summary>
    public OrderedDictionary<string, StixValue>? Options { get; init; }

    /// <summary>What kind of socket it is (§6.12.4).</summary>
    public NetworkSocketType? SocketType { get; init; }

    /// <summary>Its descriptor number, not negative (§6.12.4).</summary>
    public long? SocketDescriptor { get; init; }

    /// <summary>Its handle, on Windows (§6.12.4).</summary>
    public long? SocketHandle { get; init; }

    internal override void Write(MemberWriter to)
    {
        to.PutWord("address_family", AddressFamily, "network-socket-address-family-enum");
        to.Put("is_blocking", IsBlocking);
        to.Put("is_listening", IsListening);
        to.Put("options", Options);
        to.PutWord("socket_type", SocketType, "network-socket-type-enum");
        to.Put("socket_descriptor", SocketDescriptor);
        to.Put("socket_handle", SocketHandle);
    }
}
