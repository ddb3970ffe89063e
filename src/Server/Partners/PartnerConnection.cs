using System.Runtime.CompilerServices;
using Entente.Exchange.Ports;
using Entente.Taxii;
using Entente.Transparency;

namespace Entente.Server.Partners;

/// <summary>One channel of a partner's node over TAXII 2.1, and beside it its log.</summary>
internal sealed class PartnerConnection(PartnerHttp http, string root, string collection) : IPartnerConnection
{
    public Task<byte[]> ReadCheckpointAsync(CancellationToken cancellation) =>
        http.GetAsync($"{root}channels/{collection}/checkpoint", cancellation);

    public Task<byte[]> ReadTileAsync(TileId tile, CancellationToken cancellation) =>
        http.GetAsync($"{root}channels/{collection}/{tile}", cancellation);

    public Task SendReceiptAsync(string note, CancellationToken cancellation) =>
        http.PostAsync($"{root}channels/{collection}/receipt", note, cancellation);

    public async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ReadObjectsAsync(
        DateTimeOffset? addedAfter, int pageObjectsMax, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = $"?limit={pageObjectsMax}&match[version]=all";
        if (addedAfter is { } after) query += $"&added_after={TaxiiTimestamp.FromInstant(after)}";
        string? next = null;
        do
        {
            var page = next is null ? query : $"{query}&next={Uri.EscapeDataString(next)}";
            var envelope = new EnvelopeReader();
            envelope.Push(await http.GetAsync($"{root}collections/{collection}/objects/{page}", cancellation));
            envelope.Complete();
            if (envelope.Fault is { } fault) throw http.Broken($"{fault.Code}, {fault.Message}");
            var objects = new List<ReadOnlyMemory<byte>>();
            while (envelope.TryTake(out var taken)) objects.Add(taken.Bytes);
            if (objects.Count > 0) yield return objects;
            next = Next(envelope);
        }
        while (next is not null);
    }

    /// <summary>Where the next page begins. A page without objects that promises more would go on for ever.</summary>
    private string? Next(EnvelopeReader envelope)
    {
        if (!envelope.More) return null;
        if (envelope.Objects == 0) throw http.Broken("an empty page that promises more");
        return envelope.Next ?? throw http.Broken("a page without `next` that promises more");
    }
}
