using Entente.Exchange.Ports;
using Entente.Stix;
using Entente.Taxii;
using Entente.Taxii.Client;

namespace Entente.Server.Feeds;

/// <summary>A foreign collection over TAXII 2.1 (§5.4).</summary>
internal sealed class FeedConnection(RemoteCollection remote, IReadOnlyList<string> types, TimeProvider clock)
    : IFeedConnection
{
    private const int ObjectsAtOnceMax = 500;
    private const long BytesAtOnceMax = 8 * 1024 * 1024;

    private readonly RemoteServer _server = new(remote, clock);

    public async Task<FeedPage> ReadPageAsync(
        FeedQuestion question, Func<IReadOnlyList<BundleItem>, Task> take, CancellationToken cancellation)
    {
        var query = new TaxiiQuery
        {
            AddedAfter = question.AddedAfter is { } after ? TaxiiTimestamp.FromInstant(after) : null,
            Next = question.Next,
            Limit = question.Limit,
            Types = [.. types],
            Versions = Entente.Taxii.VersionFilter.Everything,
        };
        var (items, bytes) = (new List<BundleItem>(), 0L);
        var (root, collection) = (_server.Address.ApiRoot, _server.Address.Collection);
        await foreach (var item in _server.Client.ReadObjectsAsync(root, collection, query, cancellation))
        {
            switch (item)
            {
                case TaxiiStop stop:
                    throw _server.Fault(stop.Fault);
                case TaxiiObject taken:
                    items.Add(new BundleItem(taken.Bytes, taken.Offset, null));
                    bytes += taken.Bytes.Length;
                    if (items.Count < ObjectsAtOnceMax && bytes < BytesAtOnceMax) break;
                    await take(items);
                    (items, bytes) = ([], 0);
                    break;
                case TaxiiPage page:
                    // Which page comes next is decided above, where it is known what is stored already.
                    if (items.Count > 0) await take(items);
                    return new FeedPage(page.Objects, page.More, page.Next, page.DateAddedLast?.ToInstant());
            }
        }

        throw new PartnerFaultException("broken-off", "the answer ended without a page");
    }

    public void Dispose() => _server.Dispose();
}
