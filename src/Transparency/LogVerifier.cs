using System.Collections.Immutable;

namespace Entente.Transparency;

/// <summary>
/// Verifies a whole log from a copy of what it serves, trusting nothing but the keys (C2SP tlog-tiles v0.1.0).
/// </summary>
/// <remarks>
/// 1. The checkpoint: signed by the log, and cosigned by whoever is asked for.
/// 2. Leaves: every entry of every bundle hashes to its hash in the tile of level 0.
/// 3. Root: the leaves give the root that was signed.
/// 4. Upper tiles: each hash is the one that the leaves give.
/// <para>
/// Codes: those of <see cref="SignedCheckpoints"/>; <c>cosignature-missing</c>; <c>bundle-missing</c>,
/// <c>bundle-malformed</c>, <c>tile-missing</c>, <c>tile-malformed</c>, <c>leaf-mismatch</c>, <c>tile-mismatch</c>,
/// <c>root-mismatch</c>. When no root is computed because leaf tiles are missing, that is not another fault.
/// </para>
/// </remarks>
public sealed class LogVerifier
{
    /// <summary>How many faults are collected unless another number is asked for.</summary>
    public const int FaultsDefault = 100;

    private readonly ITileReader _tiles;
    private readonly Func<TileId, ReadOnlyMemory<byte>>? _bundles;
    private readonly int _faultsMax;
    private readonly ImmutableArray<LogFault>.Builder _faults = ImmutableArray.CreateBuilder<LogFault>();
    private readonly TreeAppender _tree = new();

    private LogVerifier(ITileReader tiles, Func<TileId, ReadOnlyMemory<byte>>? bundles, int faultsMax)
    {
        _tiles = tiles;
        _bundles = bundles;
        _faultsMax = faultsMax;
    }

    private bool IsFull => _faults.Count >= _faultsMax;

    /// <summary>Verifies a log.</summary>
    /// <param name="note">The signed checkpoint.</param>
    /// <param name="log">The log's key.</param>
    /// <param name="cosigners">Keys whose cosignature must be on the checkpoint.</param>
    /// <param name="tiles">
    /// The hash tiles; each is read once. A tile that is given empty is missing, one of another length is malformed.
    /// </param>
    /// <param name="bundles">
    /// The entry bundles by <see cref="TileId"/> of level <see cref="TileId.Entries"/>, empty for a missing one; null
    /// instead of the function when only the tree is to be verified.
    /// </param>
    /// <param name="faultsMax">How many faults to collect before giving up, at least 1.</param>
    /// <exception cref="ArgumentException">A key is given in the other role.</exception>
    public static LogVerdict Verify(
        ReadOnlySpan<byte> note,
        NoteVerifier log,
        IReadOnlyList<NoteVerifier> cosigners,
        ITileReader tiles,
        Func<TileId, ReadOnlyMemory<byte>>? bundles,
        int faultsMax = FaultsDefault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(faultsMax, 1);
        var verdict = SignedCheckpoints.Verify(note, log, cosigners);
        if (verdict.Checkpoint is not { } checkpoint)
        {
            return new LogVerdict(null, [], [new LogFault(verdict.Code!, null, verdict.Detail!)], false);
        }

        var verifier = new LogVerifier(tiles, bundles, faultsMax);
        foreach (var cosigner in cosigners)
        {
            if (verdict.Cosignatures.Any(found => found.Name == cosigner.Name)) continue;
            verifier.Add("cosignature-missing", null, $"there is no cosignature by `{cosigner.Name}`");
        }

        verifier.CheckTree(checkpoint);
        return new LogVerdict(
            checkpoint, verdict.Cosignatures, verifier._faults.ToImmutable(), verifier.IsFull);
    }

    private void CheckTree(Checkpoint checkpoint)
    {
        // Upper tiles are compared as the leaves complete them, so that memory stays small for a log of any size.
        var whole = true;
        var upper = new UpperTiles(this, checkpoint.Size);
        foreach (var tile in TileLayout.TilesOf(0, checkpoint.Size))
        {
            if (IsFull) return;
            whole &= CheckLeaves(tile, whole);
            if (whole) upper.Compare(_tree.NewHashes);
            _tree.ForgetNewHashes();
        }

        if (whole && _tree.Root() != checkpoint.Root)
        {
            Add("root-mismatch", null, "the leaves do not give the root that was signed");
        }
    }

    /// <summary>
    /// Checks the bundle of a leaf tile and adds its leaves to the tree; false when the tile cannot be read.
    /// </summary>
    private bool CheckLeaves(TileId tile, bool whole)
    {
        var hashes = ReadTile(tile);
        var entries = ReadBundle(tile with { Level = TileId.Entries });
        for (var i = 0; i < tile.Width && !hashes.IsEmpty; i++)
        {
            var leaf = Hash.FromBytes(hashes.Span.Slice(i * Hash.Size, Hash.Size));
            if (whole) _tree.Append(leaf);
            if (entries.IsDefault || MerkleTree.HashLeaf(entries[i].Span) == leaf) continue;
            var index = (tile.Number * TileId.FullWidth) + i;
            Add("leaf-mismatch", index, $"entry {index} does not hash to its leaf in `{tile}`");
        }

        return !hashes.IsEmpty;
    }

    /// <summary>The hashes of a tile; empty, and a fault, when they are not there.</summary>
    private ReadOnlyMemory<byte> ReadTile(TileId tile)
    {
        var bytes = _tiles.ReadHashes(tile.Level, tile.Number, tile.Width);
        if (bytes.Length == tile.Width * Hash.Size) return bytes;
        var code = bytes.IsEmpty ? "tile-missing" : "tile-malformed";
        Add(code, FirstEntry(tile), $"`{tile}` has {bytes.Length} bytes where {tile.Width * Hash.Size} belong");
        return ReadOnlyMemory<byte>.Empty;
    }

    /// <summary>The entries of a bundle; default, and a fault, when they are not there or do not add up.</summary>
    private ImmutableArray<ReadOnlyMemory<byte>> ReadBundle(TileId bundle)
    {
        if (_bundles is null) return default;
        var bytes = _bundles(bundle);
        if (bytes.IsEmpty)
        {
            Add("bundle-missing", FirstEntry(bundle), $"`{bundle}` is missing");
            return default;
        }

        if (EntryBundle.TryRead(bytes, out var entries) && entries.Length == bundle.Width) return entries;
        Add("bundle-malformed", FirstEntry(bundle), $"`{bundle}` does not hold {bundle.Width} entries");
        return default;
    }

    private static long FirstEntry(TileId tile) =>
        checked(tile.Number * TileId.FullWidth) << (Math.Max(tile.Level, 0) * TileLayout.Bits);

    private void Add(string code, long? index, string message)
    {
        if (!IsFull) _faults.Add(new LogFault(code, index, message));
    }

    /// <summary>Compares the tiles above the leaves with what the leaves give, each tile read once.</summary>
    private sealed class UpperTiles(LogVerifier verifier, long size)
    {
        private readonly Dictionary<int, (TileId Tile, ReadOnlyMemory<byte> Hashes)> _current = [];

        public void Compare(IReadOnlyList<TileHash> complete)
        {
            foreach (var hash in complete)
            {
                if (hash.Level == 0) continue;
                var tile = Tile(hash);
                if (tile.IsEmpty) continue;
                var at = (int)(hash.Index % TileId.FullWidth) * Hash.Size;
                if (Hash.FromBytes(tile.Span.Slice(at, Hash.Size)) == hash.Value) continue;
                var first = hash.Index << (hash.Level * TileLayout.Bits);
                verifier.Add("tile-mismatch", first, $"hash {hash.Index} of level {hash.Level} is not what its leaves give");
            }
        }

        private ReadOnlyMemory<byte> Tile(TileHash hash)
        {
            var number = hash.Index / TileId.FullWidth;
            if (_current.TryGetValue(hash.Level, out var current) && current.Tile.Number == number) return current.Hashes;
            var tile = new TileId(hash.Level, number, TileLayout.Width(hash.Level, number, size));
            var hashes = verifier.ReadTile(tile);
            _current[hash.Level] = (tile, hashes);
            return hashes;
        }
    }
}
