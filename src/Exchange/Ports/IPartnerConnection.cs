using Entente.Transparency;

namespace Entente.Exchange.Ports;

/// <summary>
/// One channel of a partner's node, as we reach it with the credentials it gave us. Every call may be repeated. What
/// comes back is untrusted: the receiver verifies all of it. Failures are <see cref="PartnerFaultException"/>.
/// </summary>
public interface IPartnerConnection
{
    /// <summary>The latest signed checkpoint of the channel's log, at most 64 KiB.</summary>
    Task<byte[]> ReadCheckpointAsync(CancellationToken cancellation);

    /// <summary>A tile of the channel's log: hashes, an entry bundle, or salts.</summary>
    Task<byte[]> ReadTileAsync(TileId tile, CancellationToken cancellation);

    /// <summary>Every released version added strictly after a time, in order, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ReadObjectsAsync(
        DateTimeOffset? addedAfter, int pageObjectsMax, CancellationToken cancellation);

    /// <summary>Hands over our receipt: the checkpoint with our cosignature.</summary>
    Task SendReceiptAsync(string note, CancellationToken cancellation);
}
