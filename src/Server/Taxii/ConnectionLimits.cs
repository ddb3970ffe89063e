using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Connections;

namespace Entente.Server.Taxii;

/// <summary>
/// Bounds the connections from one address before anything is read from them, so that a stranger who opens many and
/// says nothing does not take the places of partners.
/// </summary>
internal sealed class ConnectionLimits(int perAddressMax) : IDisposable
{
    /// <summary>Whoever has one address of IPv6 has a network of them.</summary>
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<IPAddress> _open = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetConcurrencyLimiter(
            address, _ => new ConcurrencyLimiterOptions { PermitLimit = perAddressMax, QueueLimit = 0 }));

    /// <summary>Goes on with a connection as long as it lasts, or ends it at once.</summary>
    public async Task InvokeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        using var place = _open.AttemptAcquire(Origin((connection.RemoteEndPoint as IPEndPoint)?.Address));
        if (place.IsAcquired) await next(connection);
        else connection.Abort();
    }

    public void Dispose() => _open.Dispose();

    private static IPAddress Origin(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
