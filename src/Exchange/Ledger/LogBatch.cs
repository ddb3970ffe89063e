using Entente.Exchange.Ports;
using Entente.Transparency;

namespace Entente.Exchange.Ledger;

/// <summary>
/// Entries being added to one log: indexes, times and the growing tree, until they are signed as one append.
/// </summary>
internal sealed class LogBatch
{
    private readonly Realm _realm;
    private readonly string _origin;
    private readonly LogKind _kind;
    private readonly long _sizeBefore;
    private readonly TreeAppender _tree;
    private readonly EntryClock _clock;
    private readonly List<LogEntryRow> _entries = [];
    private DateTimeOffset _lastTime;
    private long _reserved;

    private LogBatch(
        Realm realm, string origin, LogKind kind, LogHead? head, TreeAppender tree, EntryClock clock)
    {
        _realm = realm;
        _origin = origin;
        _kind = kind;
        _sizeBefore = head?.Size ?? 0;
        _tree = tree;
        _clock = clock;
        _lastTime = head?.LastTime ?? DateTimeOffset.UnixEpoch;
    }

    /// <summary>How many entries were added.</summary>
    public int Count => _entries.Count;

    /// <summary>Starts from the log's head as it is stored.</summary>
    public static async Task<LogBatch> StartAsync(
        ILedgerStore store, Realm realm, string origin, LogKind kind, EntryClock clock, CancellationToken cancellation)
    {
        var head = await store.FindHeadAsync(realm, origin, cancellation);
        var size = head?.Size ?? 0;
        var edge = await LogTiles.LoadEdgeAsync(store, realm, origin, size, cancellation);
        var tree = new TreeAppender(size, edge);

        // The tree is recomputed from the stored hashes; if it does not give the stored root, something was changed
        // behind our back, and whatever we signed next would be a fork.
        if (head is not null && tree.Root() != head.Root) throw new StoreDamagedException(origin);
        return new LogBatch(realm, origin, kind, head, tree, clock);
    }

    /// <summary>The place of the next entry, which must then be added, in this order.</summary>
    public LogSlot Next() => new(_sizeBefore + _reserved++, _lastTime = _clock.Next(_lastTime));

    /// <summary>Adds the entry of the next place.</summary>
    public void Add(LogEntryRow entry)
    {
        _tree.Append(entry.Leaf);
        _entries.Add(entry);
    }

    /// <summary>The append, signed.</summary>
    public LogAppend Sign(CheckpointSigner signer)
    {
        var root = _tree.Root();
        return new LogAppend(
            _realm, _origin, _kind, _sizeBefore, _entries, [.. _tree.NewHashes.Where(hash => hash.Level > 0)], root,
            signer.Sign(_origin, _tree.Size, root));
    }
}
