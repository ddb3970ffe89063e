namespace Entente.Server.Taxii;

/// <summary>
/// Marks an endpoint that answers whatever <c>Accept</c> says. RFC 9110 §12.5.1 leaves that to the server, and clients of
/// logs (C2SP tlog-tiles) ask for anything: there is one form of a tile.
/// </summary>
internal sealed class AnyAccept
{
    public static readonly AnyAccept Instance = new();

    private AnyAccept()
    {
    }
}
