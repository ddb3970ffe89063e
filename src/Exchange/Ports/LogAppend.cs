using Entente.Transparency;

namespace Entente.Exchange.Ports;

/// <summary>New entries for one log, with everything that must become durable together with them.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Origin">The log.</param>
/// <param name="Kind">What the log records.</param>
/// <param name="SizeBefore">The size the writer started from; a store refuses the append when the log has moved.</param>
/// <param name="Entries">The entries, in order.</param>
/// <param name="Hashes">The tile hashes of level 1 and above that became complete.</param>
/// <param name="Root">The root over all entries.</param>
/// <param name="Checkpoint">The signed note over the new size and root.</param>
public sealed record LogAppend(
    Realm Realm,
    string Origin,
    LogKind Kind,
    long SizeBefore,
    IReadOnlyList<LogEntryRow> Entries,
    IReadOnlyList<TileHash> Hashes,
    Hash Root,
    string Checkpoint)
{
    /// <summary>The size of the log after the append.</summary>
    public long SizeAfter => SizeBefore + Entries.Count;
}
