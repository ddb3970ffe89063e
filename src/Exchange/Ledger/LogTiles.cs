using Entente.Exchange.Ports;
using Entente.Transparency;

namespace Entente.Exchange.Ledger;

/// <summary>
/// The tile hashes of a log, read ahead of use so that the tree's arithmetic, which knows no I/O, finds them in memory.
/// </summary>
public sealed class LogTiles : ITileReader
{
    private const int HashBytes = 32;
    private const int TileWidth = 256;

    private readonly Dictionary<(int Level, long Tile), byte[]> _tiles = [];

    private LogTiles()
    {
    }

    /// <summary>
    /// What appending to a log of this size needs: the partial tile at the right edge of every level.
    /// </summary>
    public static async Task<LogTiles> LoadEdgeAsync(
        ILedgerStore store, Realm realm, string origin, long size, CancellationToken cancellation)
    {
        var tiles = new LogTiles();
        var level = 0;
        for (var width = size; width > 0; width /= TileWidth, level++)
        {
            var tile = width / TileWidth;
            var partial = (int)(width % TileWidth);
            if (partial > 0) await tiles.LoadAsync(store, realm, origin, level, tile, partial, cancellation);
        }

        return tiles;
    }

    /// <summary>What a root or proof over any part of a log of this size may need: every tile.</summary>
    public static async Task<LogTiles> LoadAllAsync(
        ILedgerStore store, Realm realm, string origin, long size, CancellationToken cancellation)
    {
        var tiles = new LogTiles();
        var level = 0;
        for (var width = size; width > 0; width /= TileWidth, level++)
        {
            for (var tile = 0L; tile * TileWidth < width; tile++)
            {
                var count = (int)Math.Min(TileWidth, width - (tile * TileWidth));
                await tiles.LoadAsync(store, realm, origin, level, tile, count, cancellation);
            }
        }

        return tiles;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> ReadHashes(int level, long tile, int width)
    {
        if (_tiles.TryGetValue((level, tile), out var bytes) && bytes.Length >= width * HashBytes)
        {
            return bytes.AsMemory(0, width * HashBytes);
        }

        throw new InvalidOperationException($"tile {level}/{tile} with {width} hashes was not read ahead");
    }

    private async Task LoadAsync(
        ILedgerStore store, Realm realm, string origin, int level, long tile, int count, CancellationToken cancellation)
    {
        var hashes = await store.ReadHashesAsync(realm, origin, level, tile * TileWidth, count, cancellation);
        if (hashes.Count != count) throw new StoreDamagedException(origin);
        var bytes = new byte[count * HashBytes];
        for (var i = 0; i < count; i++) hashes[i].CopyTo(bytes.AsSpan(i * HashBytes));
        _tiles[(level, tile)] = bytes;
    }
}
