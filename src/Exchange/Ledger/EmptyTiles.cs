using Entente.Transparency;

namespace Entente.Exchange.Ledger;

/// <summary>The tiles of a log without entries: there is nothing to read.</summary>
internal sealed class EmptyTiles : ITileReader
{
    public static EmptyTiles Instance { get; } = new();

    public ReadOnlyMemory<byte> ReadHashes(int level, long tile, int width) =>
        width == 0 ? ReadOnlyMemory<byte>.Empty : throw new InvalidOperationException("an empty log has no tiles");
}
