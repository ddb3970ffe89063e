using System.Runtime.CompilerServices;
using Entente.Exchange.Ports;
using Entente.Taxii;
using Entente.Taxii.Client;
using Entente.Transparency;

namespace Entente.Server.Partners;

/// <summary>One channel of a partner's node over TAXII 2.1, and beside it its log.</summary>
internal sealed class PartnerConnection(PartnerHttp http, Uri root, string collection) : IPartnerConnection
{
    /// <summary>A page is handed on before it holds more than this, however large the partner makes it.</summary>
    private const int PageBytesMax = 16 * 1024 * 1024;

    private readonly Uri _log = new(root, $"channels/{collection}/");

    public Task<byte[]> ReadCheckpointAsync(CancellationToken cancellation) =>
        http.GetAsync(new Uri(_log, "checkpoint"), cancellation);

    public Task<byte[]> ReadTileAsync(TileId tile, CancellationToken cancellation) =>
        http.GetAsync(new Uri(_log, tile.ToString()), cancellation);

    public Task SendReceiptAsync(string note, CancellationToken cancellation) =>
        http.PostAsync(new Uri(_log, "receipt"), note, cancellation);

    public async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ReadObjectsAsync(
        DateTimeOffset? addedAfter, int pageObjectsMax, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new TaxiiQuery
        {
            AddedAfter = addedAfter is { } after ? TaxiiTimestamp.FromInstant(after) : null,
            Limit = pageObjectsMax,
            Versions = Entente.Taxii.VersionFilter.Everything,
        };
        var page = new List<ReadOnlyMemory<byte>>();
        var bytes = 0;
        await foreach (var item in http.Taxii.ReadObjectsAsync(root, collection, query, cancellation))
        {
            if (item is TaxiiStop stop) throw http.Faults.Of(stop.Fault);
            if (item is TaxiiObject taken)
            {
                page.Add(taken.Bytes);
                bytes += taken.Bytes.Length;
            }

            if (page.Count == 0 || (item is not TaxiiPage && page.Count < pageObjectsMax && bytes < PageBytesMax)) continue;
            yield return page;
            (page, bytes) = ([], 0);
        }
    }
}
