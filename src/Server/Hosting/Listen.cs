using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Entente.Server.Hosting;

/// <summary>Listens where an address of the settings says.</summary>
internal static class Listen
{
    public static void On(KestrelServerOptions kestrel, Uri address, Action<ListenOptions> configure)
    {
        if (address.Host is "0.0.0.0" or "[::]" or "*") kestrel.ListenAnyIP(address.Port, configure);
        else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)) kestrel.Listen(ip, address.Port, configure);
        else if (address.Host == "localhost") kestrel.ListenLocalhost(address.Port, configure);
        else kestrel.ListenAnyIP(address.Port, configure);
    }
}
