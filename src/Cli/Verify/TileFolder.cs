using Entente.Cli.Output;
using Entente.Transparency;

namespace Entente.Cli.Verify;

/// <summary>A log as a folder: <c>checkpoint</c> and <c>tile/…</c>, as any copy of the served files has it.</summary>
internal sealed class TileFolder(string root)
{
    public byte[] ReadCheckpoint()
    {
        var path = Path.Combine(root, "checkpoint");
        return File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new Failure("checkpoint-missing", $"`{path}` does not exist", "copy the log's `checkpoint` and `tile` folder");
    }

    /// <summary>A tile, or the first part of a wider one; null when neither is there.</summary>
    public byte[]? Read(TileId tile)
    {
        var path = Path.Combine(root, tile.ToString());
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }
}
