using System.Runtime.CompilerServices;
using System.Text;
using Entente.Exchange.Delivery;
using Entente.Exchange.Ports;
using Entente.Transparency;

namespace Entente.Lab.Bench;

/// <summary>A channel read in the same process.</summary>
internal sealed class BenchConnection(ChannelReader channels, ChannelRow channel) : IPartnerConnection
{
    public async Task<byte[]> ReadCheckpointAsync(CancellationToken cancellation) =>
        Encoding.UTF8.GetBytes((await channels.ReadCheckpointAsync(channel, cancellation))!);

    public async Task<byte[]> ReadTileAsync(TileId tile, CancellationToken cancellation) =>
        (await channels.ReadTileAsync(channel, tile, cancellation))!;

    public async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ReadObjectsAsync(
        DateTimeOffset? addedAfter, int pageObjectsMax, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var from = 0L; ;)
        {
            var query = new ReleasedQuery(channel.Realm, channel.Origin, from, pageObjectsMax, WithBytes: true)
            {
                AddedAfter = addedAfter, Versions = VersionFilter.Every,
            };
            var page = await channels.ReadAsync(query, cancellation);
            if (page.Count == 0) yield break;
            from = page[^1].Index + 1;
            yield return [.. page.Select(released => released.Bytes)];
        }
    }

    public Task SendReceiptAsync(string note, CancellationToken cancellation) => Task.CompletedTask;
}
