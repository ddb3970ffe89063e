namespace Entente.Transparency;

/// <summary>
/// Judges a log's new checkpoint by the last one that was verified: what a recipient, a witness and a monitor each do
/// before they accept it.
/// </summary>
/// <remarks>
/// Codes: those of <see cref="SignedCheckpoints"/> when the new checkpoint is not validly signed, and
/// <see cref="RolledBack"/>, <see cref="Forked"/>, <see cref="Inconsistent"/>, <see cref="TilesMismatch"/>.
/// </remarks>
public static class ConsistencyChecker
{
    /// <summary>The new checkpoint is smaller than the last one: what was logged is no longer there.</summary>
    public const string RolledBack = "log-rolled-back";

    /// <summary>
    /// The log signed two histories: the same size with another root, or tiles that give the new root do not give the
    /// last one. With both checkpoints (and the tiles) a third person can check it.
    /// </summary>
    public const string Forked = "log-forked";

    /// <summary>
    /// The consistency proof does not verify: the log forked, or the proof is just wrong. Only its tiles tell which.
    /// </summary>
    public const string Inconsistent = "log-inconsistent";

    /// <summary>The tiles do not give the root that was signed, so they prove nothing about the log.</summary>
    public const string TilesMismatch = "tiles-mismatch";

    /// <summary>Judges by a consistency proof (RFC 6962 §2.1.2).</summary>
    /// <param name="last">The last checkpoint that was accepted; null for the first one of this log.</param>
    /// <param name="note">The new signed checkpoint.</param>
    /// <param name="log">The log's key; its name is the origin that the checkpoint must have.</param>
    /// <param name="proof">The proof from the last size to the new one; empty from size 0 and to the same size.</param>
    public static ConsistencyVerdict Check(
        Checkpoint? last, ReadOnlySpan<byte> note, NoteVerifier log, IReadOnlyList<Hash> proof)
    {
        var head = CheckHead(last, note, log);
        if (!head.IsAccepted) return head;
        var next = head.Checkpoint!;
        if (last is null || last.Size == 0 || last.Size == next.Size)
        {
            // Nothing is left to prove, and a proof of nothing would be hiding something (C2SP tlog-witness).
            return proof.Count == 0 ? Accept(next) : new(next, Inconsistent, "a proof is given where none belongs");
        }

        return MerkleTree.VerifyConsistency(last.Size, next.Size, last.Root, next.Root, proof)
            ? Accept(next)
            : new(next, Inconsistent, $"the proof from size {last.Size} to {next.Size} does not verify");
    }

    /// <summary>
    /// Judges by the log's tiles, which decide between a wrong answer and a fork: from tiles that give the new root,
    /// the root at the last size is computed.
    /// </summary>
    /// <param name="last">The last checkpoint that was accepted; null for the first one of this log.</param>
    /// <param name="note">The new signed checkpoint.</param>
    /// <param name="log">The log's key; its name is the origin that the checkpoint must have.</param>
    /// <param name="tiles">The tiles that the log serves for the new checkpoint. All leaf tiles are read.</param>
    /// <remarks>
    /// Both roots are computed from the leaves, not from upper tiles, because a fork could be hidden in tiles that
    /// disagree with their own leaves.
    /// </remarks>
    public static ConsistencyVerdict Check(
        Checkpoint? last, ReadOnlySpan<byte> note, NoteVerifier log, ITileReader tiles)
    {
        var head = CheckHead(last, note, log);
        if (!head.IsAccepted) return head;
        var next = head.Checkpoint!;
        var tree = new TreeAppender();
        var before = tree.Root();
        foreach (var tile in TileLayout.TilesOf(0, next.Size))
        {
            var bytes = tiles.ReadHashes(0, tile.Number, tile.Width).Span;
            if (bytes.Length != tile.Width * Hash.Size)
            {
                return new(next, TilesMismatch, $"`{tile}` does not have {tile.Width} hashes");
            }

            for (var i = 0; i < tile.Width; i++)
            {
                tree.Append(Hash.FromBytes(bytes.Slice(i * Hash.Size, Hash.Size)));
                if (tree.Size == last?.Size) before = tree.Root();
            }

            tree.ForgetNewHashes();
        }

        if (tree.Root() != next.Root) return new(next, TilesMismatch, "the tiles do not give the root that was signed");
        return last is null || before == last.Root
            ? Accept(next)
            : new(next, Forked, $"the first {last.Size} entries are not those it signed before");
    }

    /// <summary>
    /// Judges what needs neither proof nor tiles: signature, origin, size, and the root at the same size. Accepted, a
    /// larger tree still has to be shown to go on from the last one.
    /// </summary>
    /// <param name="last">The last checkpoint that was accepted; null for the first one of this log.</param>
    /// <param name="note">The new signed checkpoint.</param>
    /// <param name="log">The log's key; its name is the origin that the checkpoint must have.</param>
    /// <exception cref="ArgumentException">The last checkpoint is another log's.</exception>
    public static ConsistencyVerdict CheckHead(Checkpoint? last, ReadOnlySpan<byte> note, NoteVerifier log)
    {
        if (last is not null && last.Origin != log.Name)
        {
            throw new ArgumentException($"the last checkpoint is of log `{last.Origin}`", nameof(last));
        }

        var verdict = SignedCheckpoints.Verify(note, log);
        if (verdict.Checkpoint is not { } next) return new(null, verdict.Code, verdict.Detail);
        if (next.Size == 0 && next.Root != MerkleTree.EmptyRoot)
        {
            return new(next, Inconsistent, "an empty log has another root than the empty tree");
        }

        if (last is null) return Accept(next);
        if (next.Size < last.Size)
        {
            return new(next, RolledBack, $"it has {next.Size} entries after a checkpoint with {last.Size}");
        }

        return next.Size == last.Size && next.Root != last.Root
            ? new(next, Forked, $"two checkpoints of size {last.Size} have different roots")
            : Accept(next);
    }

    private static ConsistencyVerdict Accept(Checkpoint next) => new(next, null, null);
}
