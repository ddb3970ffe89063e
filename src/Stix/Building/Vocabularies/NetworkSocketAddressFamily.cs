namespace Entente.Stix.Building;

/// <summary>Families of socket addresses (<c>network-socket-address-family-enum</c>, §10).</summary>
public enum NetworkSocketAddressFamily
{
    /// <summary><c>AF_UNSPEC</c>: not specified.</summary>
    AfUnspec,

    /// <summary><c>AF_INET</c>: IPv4.</summary>
    AfInet,

    /// <summary><c>AF_IPX</c>: IPX.</summary>
    AfIpx,

    /// <summary><c>AF_APPLETALK</c>: AppleTalk.</summary>
    AfAppleTalk,

    /// <summary><c>AF_NETBIOS</c>: NetBIOS.</summary>
    AfNetBios,

    /// <summary><c>AF_INET6</c>: IPv6.</summary>
    AfInet6,

    /// <summary><c>AF_IRDA</c>: Infrared.</summary>
    AfIrda,

    /// <summary><c>AF_BTH</c>: Bluetooth.</summary>
    AfBth,
}
