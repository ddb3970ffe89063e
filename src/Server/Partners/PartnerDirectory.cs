using System.Collections.Concurrent;
using Entente.Agreements.Decisions;
using Entente.Exchange.Ports;
using Entente.Server.Hosting;

namespace Entente.Server.Partners;

/// <summary>Finds the channel of a partner's node that an agreement gives us, and keeps connections to it.</summary>
internal sealed class PartnerDirectory(IPartnerStore partners, NodeSettings settings, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<PartnerRow, PartnerHttp> _open = new();

    /// <summary>Connects to one channel.</summary>
    /// <exception cref="PartnerFaultException">The partner is unknown here, down, or does not offer the channel.</exception>
    public async Task<IPartnerConnection> ConnectAsync(ChannelTerms channel, CancellationToken cancellation)
    {
        var partner = await partners.FindPartnerAsync(channel.Discloser, cancellation);
        if (partner?.Url is null)
        {
            throw new PartnerFaultException(
                "partner-unknown", $"no address is known for `{channel.Discloser}`; run `entente-node partner add`");
        }

        var http = _open.GetOrAdd(partner, row => new PartnerHttp(row, settings.PrivateNetworksAllowed, clock));
        return await http.FindChannelAsync(channel, cancellation);
    }

    public void Dispose()
    {
        foreach (var http in _open.Values) http.Dispose();
    }
}
