using Entente.Agreements.Records;
using Entente.Exchange.Ports;
using Entente.Exchange.Release;
using Entente.Transparency;

namespace Entente.Exchange.Ledger;

/// <summary>
/// Step 5: writes decisions into the decision log, releases into the channel's log, and signs both checkpoints, in one
/// durable commit. One at a time for the whole node, because all channels share the decision log.
/// </summary>
public sealed class ReleaseLedger : IDisposable
{
    private const int SaltBytes = 32;

    private readonly ILedgerStore _store;
    private readonly NodeIdentity _identity;
    private readonly CheckpointSigner _signer;
    private readonly EntryClock _clock;
    private readonly FillRandom _random;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>A ledger over a store. Starts nothing.</summary>
    public ReleaseLedger(ILedgerStore store, NodeIdentity identity, TimeProvider clock, FillRandom random)
    {
        _store = store;
        _identity = identity;
        _signer = new CheckpointSigner(identity.LogKey);
        _clock = new EntryClock(clock);
        _random = random;
    }

    /// <summary>Settles a batch: logs its decisions and releases and takes its objects out of the queue.</summary>
    public async Task<IReadOnlyList<LoggedRelease>> CommitAsync(
        ChannelRow channel, DecidedBatch batch, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var releases = await LogBatch.StartAsync(
                _store, channel.Realm, channel.Origin, LogKind.Channel, _clock, cancellation);
            var decisions = await LogBatch.StartAsync(
                _store, channel.Realm, _identity.DecisionLogOrigin(channel.Realm), LogKind.Decisions, _clock, cancellation);
            var entries = Write(channel, batch, releases, decisions);
            var logged = new List<LoggedRelease>();
            var rows = new List<DecisionRow>(entries.Length);
            foreach (var (decision, release, row) in entries)
            {
                decisions.Add(decision);
                rows.Add(row);
                if (release is null) continue;
                releases.Add(release);
                logged.Add(LoggedRelease.Committed(
                    batch.Decisions[rows.Count - 1], channel.Origin, release.Index, release.Time));
            }

            // An unchanged log keeps its checkpoint: signing the same size again would say nothing new.
            List<LogAppend> appends = releases.Count > 0 ? [releases.Sign(_signer)] : [];
            if (decisions.Count > 0) appends.Add(decisions.Sign(_signer));
            await _store.CommitAsync(
                new LedgerCommit(channel, appends, rows, batch.Settled, batch.Awaited), cancellation);
            return logged;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>
    /// Gives each entry its place and time in order, then writes them on all cores: what an entry says depends on no
    /// other one.
    /// </summary>
    private (LogEntryRow Decision, LogEntryRow? Release, DecisionRow Row)[] Write(
        ChannelRow channel, DecidedBatch batch, LogBatch releases, LogBatch decisions)
    {
        var slots = batch.Decisions
            .Select(decision => (Release: decision.Leaves ? releases.Next() : (LogSlot?)null, Decision: decisions.Next()))
            .ToArray();
        var salts = new byte[SaltBytes * slots.Length];
        _random(salts);
        var written = new (LogEntryRow, LogEntryRow?, DecisionRow)[slots.Length];
        Parallel.For(0, slots.Length, i =>
        {
            var decision = batch.Decisions[i];
            var (release, place) = slots[i];
            var salt = salts.AsSpan(i * SaltBytes, SaltBytes).ToArray();
            written[i] = (
                DecisionEntry(channel, decision, batch.Policy, place, release?.Index),
                release is { } slot ? ReleaseEntry(channel, decision, slot, salt) : null,
                Row(decision, place, release?.Index));
        });
        return written;
    }

    private static LogEntryRow ReleaseEntry(ChannelRow channel, Decision decision, LogSlot slot, byte[] salt)
    {
        var agreement = decision.Verdict.Clauses[0];
        var entry = new ReleaseRecord
        {
            Action = decision.Supersedes ? "revise" : "release",
            AgreementId = agreement.AgreementId,
            AgreementVersion = agreement.Version,
            Clauses = [.. decision.Verdict.Clauses.Select(clause => clause.ClauseId).Distinct().Order(StringComparer.Ordinal)],
            Commitment = Commitment.Commit(salt, decision.ReleasedCanonical().Span),
            Discloser = channel.Discloser,
            Recipient = channel.Recipient,
            ObjectId = decision.ReleasedId!,
            Version = decision.ReleasedVersion is { Length: > 0 } version ? version : null,
            Time = EntryClock.Write(slot.Time),
        }.ToBytes();
        return new LogEntryRow(
            slot.Index, entry, MerkleTree.HashLeaf(entry), slot.Time, salt, decision.ReleasedId!,
            decision.ReleasedVersion ?? "", decision.Object.Row.Type, decision.Object.Row.ObjectId,
            decision.Object.Row.Version, decision.DerivativeBytes);
    }

    private static LogEntryRow DecisionEntry(
        ChannelRow channel, Decision decision, string policy, LogSlot slot, long? releaseIndex)
    {
        var row = decision.Object.Row;
        var entry = new DecisionRecord
        {
            Channel = channel.Origin,
            ObjectId = row.ObjectId,
            Version = row.Version.Length > 0 ? row.Version : null,
            Outcome = decision.OutcomeText,
            Policy = policy,
            Digest = Convert.ToHexStringLower(row.Digest.ToArray()),
            Verdict = decision.Verdict.Digest,
            Entry = releaseIndex,
            Time = EntryClock.Write(slot.Time),
        }.ToBytes();
        return new LogEntryRow(
            slot.Index, entry, MerkleTree.HashLeaf(entry), slot.Time, ReadOnlyMemory<byte>.Empty, row.ObjectId,
            row.Version, row.Type, row.ObjectId, row.Version, null);
    }

    private static DecisionRow Row(Decision decision, LogSlot slot, long? releaseIndex)
    {
        var row = decision.Object.Row;
        return new DecisionRow(
            row.ObjectId, row.Version, row.Type, decision.OutcomeText, decision.OperatorRendering, slot.Time, slot.Index,
            decision.ReleasedId, releaseIndex)
        {
            IsWithRecipient = decision.Leaves || decision.IsFromRecipient,
        };
    }
}
