using System.Text;
using Entente.Exchange.Ledger;
using Entente.Exchange.Ports;
using Entente.Transparency;

namespace Entente.Exchange.Inbound;

/// <summary>
/// Follows a partner's log: takes its newest checkpoint and proves, from the leaf hashes it serves and those we hold,
/// that it extends what we have already. We keep every leaf hash (32 bytes an entry), so a fork is not only noticed
/// but proven: the leaves of the new tree and two signed checkpoints convince a third person.
/// </summary>
internal sealed class LogFollower(ILedgerStore store, InboundTerms terms, IPartnerConnection partner)
{
    /// <summary>The most new entries of one pull; their leaf hashes are held in memory (32 bytes each).</summary>
    public const long NewEntriesMax = 10_000_000;

    private const int TileWidth = TileId.FullWidth;
    private const int HashBytes = Hash.Size;

    /// <summary>Reads and verifies the newest checkpoint and the leaf hashes from what is stored up to it.</summary>
    public async Task<VerifiedLog> AdvanceAsync(InboundRow state, CancellationToken cancellation)
    {
        var note = await partner.ReadCheckpointAsync(cancellation);
        var before = Parse(state.Checkpoint);
        var head = ConsistencyChecker.CheckHead(before, note, NoteVerifier.ForLog(terms.Origin, terms.LogKey));
        if (head.IsMisbehaviour) throw Freeze(state, note, head.Code!, head.Detail!);
        if (!head.IsAccepted) throw Stop(head.Code!, null, head.Detail!);
        var checkpoint = head.Checkpoint!;
        RefuseGrowth(state, checkpoint);
        var leaves = await ReadLeavesAsync(state.StoredSize, checkpoint.Size, cancellation);
        var edge = await LogTiles.LoadEdgeAsync(store, terms.Realm, terms.Origin, state.StoredSize, cancellation);
        var tree = new TreeAppender(state.StoredSize, edge);
        var extends = true;
        foreach (var leaf in leaves)
        {
            tree.Append(leaf);

            // What it signed before binds it also where we did not come to store the entries.
            if (before is not null && tree.Size == before.Size) extends = tree.Root() == before.Root;
        }

        if (tree.Root() != checkpoint.Root) await ExplainMismatchAsync(state, checkpoint, note, cancellation);
        if (!extends)
        {
            throw Freeze(
                state, note, ConsistencyChecker.Forked, $"its first {before!.Size} entries are not those that it signed before");
        }

        return new VerifiedLog(checkpoint, Encoding.UTF8.GetString(note), leaves);
    }

    /// <summary>What we verified and kept; null before the first.</summary>
    private Checkpoint? Parse(string note)
    {
        if (note.Length == 0) return null;
        return SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out var signed, out _)
            && Checkpoint.TryParse(signed.Text, out var checkpoint, out _)
            ? checkpoint
            : throw new StoreDamagedException(terms.Origin);
    }

    /// <summary>A size that nobody could back must cost us nothing.</summary>
    private void RefuseGrowth(InboundRow state, Checkpoint checkpoint)
    {
        var added = checkpoint.Size - state.StoredSize;
        if (added <= NewEntriesMax) return;
        throw Stop(
            "log-too-large", state.StoredSize, $"it claims {added} new entries and the limit of one pull is {NewEntriesMax}");
    }

    /// <summary>
    /// The leaves do not give the signed root. If the partner's own tiles, read from the first entry on, do give it,
    /// then our stored beginning is not theirs: the log was rewritten, proven. Otherwise the answer was just wrong.
    /// </summary>
    private async Task ExplainMismatchAsync(
        InboundRow state, Checkpoint checkpoint, byte[] note, CancellationToken cancellation)
    {
        if (state.StoredSize > 0)
        {
            var all = new TreeAppender(0, EmptyTiles.Instance);
            foreach (var leaf in await ReadLeavesAsync(0, checkpoint.Size, cancellation)) all.Append(leaf);
            if (all.Root() == checkpoint.Root)
            {
                throw Freeze(
                    state, note, ConsistencyChecker.Forked,
                    $"the first {state.StoredSize} entries are not those it has shown us before");
            }
        }

        throw Stop(ConsistencyChecker.TilesMismatch, null, "the tiles it serves do not give the root that it signed");
    }

    private PullFaultException Freeze(InboundRow state, byte[] note, string code, string detail) => new(
        new PullFault(code, terms.Origin, null, detail, Freezes: true),
        $"{state.Checkpoint}\n{Encoding.UTF8.GetString(note)}");

    private async Task<List<Hash>> ReadLeavesAsync(long from, long to, CancellationToken cancellation)
    {
        var leaves = new List<Hash>();
        for (var index = from; index < to;)
        {
            var tile = index / TileWidth;
            var width = (int)Math.Min(TileWidth, to - (tile * TileWidth));
            var bytes = await partner.ReadTileAsync(new TileId(0, tile, width), cancellation);
            if (bytes.Length != width * HashBytes) throw Stop("tile-malformed", index, $"tile {tile} has {bytes.Length} bytes");
            for (var i = (int)(index % TileWidth); i < width; i++, index++)
            {
                leaves.Add(Hash.FromBytes(bytes.AsSpan(i * HashBytes, HashBytes)));
            }
        }

        return leaves;
    }

    private PullFaultException Stop(string code, long? index, string detail) =>
        new(new PullFault(code, terms.Origin, index, detail));
}
