namespace Entente.Stix.Building;

/// <summary>Kinds of sockets (<c>network-socket-type-enum</c>, §10).</summary>
public enum NetworkSocketType
{
    /// <summary><c>SOCK_STREAM</c>: connected streams of bytes.</summary>
    SockStream,

    /// <summary><c>SOCK_DGRAM</c>: datagrams.</summary>
    SockDgram,

    /// <summary><c>SOCK_RAW</c>: raw packets.</summary>
    SockRaw,

    /// <summary><c>SOCK_RDM</c>: reliable datagrams.</summary>
    SockRdm,

    /// <summary><c>SOCK_SEQPACKET</c>: packets in sequence.</summary>
    SockSeqPacket,
}
