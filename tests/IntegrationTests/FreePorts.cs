using System.Net;
using System.Net.Sockets;

namespace Entente.IntegrationTests;

/// <summary>
/// Ports for servers that start later. A port that the system hands out lies among those that it also gives to outgoing
/// connections, so that another test's client may hold it when the server comes to bind it; these lie below.
/// </summary>
internal static class FreePorts
{
    /// <summary>Where Linux (32768) and the others (49152) do not yet take ports for outgoing connections.</summary>
    private const int First = 12_000;

    private const int Count = 20_000;

    private static int s_next = Environment.ProcessId * 127 % Count;

    /// <summary>A port of the loopback address that nobody listens on and that no other call of this run is given.</summary>
    internal static int Take()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref s_next) & int.MaxValue) % Count);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                continue;
            }
        }
    }
}
