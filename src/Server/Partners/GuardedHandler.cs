using System.Net;
using System.Net.Sockets;
using Entente.Exchange.Ports;
using Entente.Taxii.Client;

namespace Entente.Server.Partners;

/// <summary>
/// Connections to partners: no redirects, no proxies, TLS 1.2 or later to the pinned key, and no private or link-local
/// address unless the operator allowed its network: a partner's URL must not reach into our own house.
/// </summary>
internal sealed class GuardedHandler : DelegatingHandler
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    private static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
            "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private GuardedHandler(SocketsHttpHandler inner)
        : base(inner)
    {
    }

    /// <summary>Connections to a partner's node.</summary>
    public static HttpMessageHandler Create(string? tlsPin, IReadOnlyList<string> networksAllowed) => Create(
        new TaxiiHandlerOptions { TlsPins = tlsPin is null ? [] : [tlsPin] }, networksAllowed,
        "allow its network in node.json to use it");

    /// <summary>Connections to whatever server the operator named.</summary>
    /// <param name="trust">Whom to trust, and who we are.</param>
    /// <param name="networksAllowed">Private networks that may be reached, in CIDR form.</param>
    /// <param name="hint">What an operator does about a private address that is refused.</param>
    public static HttpMessageHandler Create(
        TaxiiHandlerOptions trust, IReadOnlyList<string> networksAllowed, string hint)
    {
        var allowed = networksAllowed.Select(text => IPNetwork.Parse(text)).ToArray();
        var inner = TaxiiClient.CreateHandler(trust);
        inner.UseProxy = false;
        inner.ConnectTimeout = ConnectPatience;
        inner.ConnectCallback = (context, cancellation) =>
            ConnectAsync(context.DnsEndPoint, allowed, hint, cancellation);
        return new GuardedHandler(inner);
    }

    /// <summary>Whether an address may be reached.</summary>
    public static bool IsAllowed(IPAddress address, IReadOnlyList<IPNetwork> allowed)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return !Private.Any(network => network.Contains(address)) || allowed.Any(network => network.Contains(address));
    }

    /// <summary>A coded refusal from below keeps its code: the pool wraps what connecting throws.</summary>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException failure) when (failure.InnerException is PartnerFaultException coded)
        {
            throw coded;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, IPNetwork[] allowed, string hint, CancellationToken cancellation)
    {
        // The address that was checked is the address that is connected to: a second look-up could give another.
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation);
        if (addresses.FirstOrDefault(address => IsAllowed(address, allowed)) is not { } address)
        {
            throw new PartnerFaultException("partner-address", $"`{target.Host}` is a private address; {hint}");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, target.Port), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
