using Entente.Cli.Output;
using Entente.Transparency;

namespace Entente.Cli.Verify;

/// <summary>
/// A log as a folder: <c>checkpoint</c> and <c>tile/…</c>, as any copy of the served files has it; and <c>receipt</c>,
/// the newest checkpoint with the recipient's cosignature, where the discloser added it.
/// </summary>
internal sealed class TileFolder(string root) : ITileReader
{
    public byte[] ReadCheckpoint()
    {
        var path = Path.Combine(root, "checkpoint");
        return File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new Failure("checkpoint-missing", $"`{path}` does not exist", "copy the log's `checkpoint` and `tile` folder");
    }

    /// <summary>The cosigned checkpoint; null when there is none.</summary>
    public byte[]? ReadReceipt()
    {
        var path = Path.Combine(root, "receipt");
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    /// <summary>A tile; empty when it is not there.</summary>
    public ReadOnlyMemory<byte> Read(TileId tile)
    {
        var path = Path.Combine(root, tile.ToString());
        return File.Exists(path) ? File.ReadAllBytes(path) : ReadOnlyMemory<byte>.Empty;
    }

    public ReadOnlyMemory<byte> ReadHashes(int level, long tile, int width) => Read(new TileId(level, tile, width));
}
