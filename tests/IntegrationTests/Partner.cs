using System.Text.Json;
using Entente.Transparency;

namespace Entente.IntegrationTests;

/// <summary>What a plain TAXII 2.1 client of a partner can get, with nothing of ours but its token.</summary>
internal static class Partner
{
    public static async Task<JsonElement> CollectionAsync(HttpClient client)
    {
        using var answer = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri("live/collections/", UriKind.Relative)));
        return answer.RootElement.GetProperty("collections")[0].Clone();
    }

    public static async Task<string> CollectionIdAsync(HttpClient client) =>
        (await CollectionAsync(client)).GetProperty("id").GetString()!;

    /// <summary>Every object of a collection, as the bytes of each in the envelopes, page by page by <c>next</c>.</summary>
    public static async Task<List<string>> ObjectsAsync(HttpClient client, string collection, int limit)
    {
        var objects = new List<string>();
        var query = $"?limit={limit}&match[version]=all";
        string? next = null;
        do
        {
            var page = next is null ? query : $"{query}&next={next}";
            using var envelope = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri($"live/collections/{collection}/objects/{page}", UriKind.Relative)));
            if (envelope.RootElement.TryGetProperty("objects", out var list)) objects.AddRange(list.EnumerateArray().Select(item => item.GetRawText()));
            next = envelope.RootElement.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }
        while (next is not null);
        return objects;
    }

    /// <summary>A copy of a channel's log, as an auditor has it: checkpoint, entry bundles, tiles.</summary>
    public static async Task SaveLogAsync(HttpClient client, string collection, long size, string folder)
    {
        var root = $"live/channels/{collection}";
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "checkpoint"), await client.GetByteArrayAsync(new Uri($"{root}/checkpoint", UriKind.Relative)));
        foreach (var tile in TileLayout.Tiles(size).Concat(TileLayout.TilesOf(TileId.Entries, size)))
        {
            var path = Path.Combine(folder, tile.ToString());
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, await client.GetByteArrayAsync(new Uri($"{root}/{tile}", UriKind.Relative)));
        }
    }
}
