using System.Runtime.CompilerServices;
using System.Text.Json;
using Entente.Exchange.Ports;
using Entente.Stix;
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
            var envelope = await http.GetAsync($"{root}collections/{collection}/objects/{page}", cancellation);
            var objects = Split(envelope);
            if (objects.Count > 0) yield return objects;
            next = Next(envelope, objects.Count);
        }
        while (next is not null);
    }

    private List<ReadOnlyMemory<byte>> Split(byte[] envelope)
    {
        var splitter = new BundleSplitter(StixLimits.Default);
        splitter.Push(envelope);
        splitter.Complete();
        var objects = new List<ReadOnlyMemory<byte>>();
        while (splitter.TryTake(out var item))
        {
            if (item.Fault is { } fault) throw http.Broken($"{fault.Message} at byte {fault.Offset} of an envelope");
            objects.Add(item.Bytes);
        }

        return objects;
    }

    /// <summary>Where the next page begins. A page without objects that promises more would go on for ever.</summary>
    private string? Next(byte[] envelope, int count)
    {
        try
        {
            using var document = JsonDocument.Parse(envelope);
            var root = document.RootElement;
            if (!root.TryGetProperty("more", out var more) || more.ValueKind != JsonValueKind.True) return null;
            if (count == 0) throw http.Broken("an empty page that promises more");
            return root.TryGetProperty("next", out var next) ? next.GetString() : throw http.Broken("a page without `next`");
        }
        catch (JsonException)
        {
            throw http.Broken("an envelope that is not JSON");
        }
    }
}
