using Entente.Agreements.Records;
using Entente.Transparency;

namespace Entente.Cli.Verify;

/// <summary>Checks a whole log against its checkpoint: the tree from its entries, each entry's form, ascending times.</summary>
internal sealed class LogCheck(TileFolder tiles, Checkpoint checkpoint)
{
    private const int FaultsMax = 100;

    private readonly List<LogFault> _faults = [];
    private readonly SortedDictionary<string, long> _actions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _clauses = new(StringComparer.Ordinal);
    private string _lastTime = "";

    public LogSummary Run()
    {
        var tree = new TreeAppender(0, NoTiles.Instance);
        for (var tile = 0L; tile * TileId.FullWidth < checkpoint.Size && _faults.Count < FaultsMax; tile++) ReadTile(tile, tree);
        if (_faults.Count == 0 && tree.Root() != checkpoint.Root) Fault("root-mismatch", checkpoint.Size, "the entries do not give the signed root");
        return new LogSummary(_actions, _clauses, _faults);
    }

    private void ReadTile(long number, TreeAppender tree)
    {
        var from = number * TileId.FullWidth;
        var width = (int)Math.Min(TileId.FullWidth, checkpoint.Size - from);
        var bundle = tiles.Read(new TileId(TileId.Entries, number, width));
        if (bundle is null || !EntryBundle.TryRead(bundle, out var entries) || entries.Length != width)
        {
            Fault(bundle is null ? "tile-missing" : "bundle-malformed", from, $"`{new TileId(TileId.Entries, number, width)}` does not hold {width} entries");
            return;
        }

        var hashes = tiles.Read(new TileId(0, number, width));
        for (var i = 0; i < width; i++)
        {
            var leaf = MerkleTree.HashLeaf(entries[i].Span);
            tree.Append(leaf);
            if (hashes is not null && (hashes.Length != width * Hash.Size || Hash.FromBytes(hashes.AsSpan(i * Hash.Size, Hash.Size)) != leaf))
            {
                Fault("leaf-mismatch", from + i, "the entry does not hash to the leaf in its tile");
            }

            Count(entries[i], from + i);
        }
    }

    private void Count(ReadOnlyMemory<byte> entry, long index)
    {
        if (ReleaseRecord.Read(entry, out var fault) is { } release)
        {
            Add(_actions, release.Action);
            foreach (var clause in release.Clauses) Add(_clauses, $"{clause} of {release.AgreementId}@{release.AgreementVersion}");
            CheckTime(release.Time, index);
        }
        else if (DecisionRecord.Read(entry, out _) is { } decision)
        {
            Add(_actions, decision.Outcome);
            CheckTime(decision.Time, index);
        }
        else
        {
            Fault("entry-malformed", index, fault);
        }
    }

    private void CheckTime(string time, long index)
    {
        if (string.CompareOrdinal(time, _lastTime) <= 0) Fault("time-not-ascending", index, $"`{time}` is not after `{_lastTime}`");
        _lastTime = time;
    }

    private void Fault(string code, long index, string detail)
    {
        if (_faults.Count < FaultsMax) _faults.Add(new LogFault(code, index, detail));
    }

    private static void Add(SortedDictionary<string, long> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    /// <summary>The tree starts empty, so nothing is read.</summary>
    private sealed class NoTiles : ITileReader
    {
        public static NoTiles Instance { get; } = new();

        public ReadOnlyMemory<byte> ReadHashes(int level, long tile, int width) => ReadOnlyMemory<byte>.Empty;
    }
}
