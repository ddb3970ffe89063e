using System.Security.Cryptography;
using System.Text;
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
            var rows = new List<DecisionRow>(batch.Decisions.Count);
            var logged = new List<LoggedRelease>();
            foreach (var decision in batch.Decisions)
            {
                var release = decision.Leaves ? AddRelease(channel, decision, releases) : null;
                if (release is not null) logged.Add(release);
                rows.Add(AddDecision(channel, decision, release, batch, decisions));
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

    private LoggedRelease AddRelease(ChannelRow channel, Decision decision, LogBatch log)
    {
        var salt = new byte[SaltBytes];
        _random(salt);
        var time = log.NextTime();
        var index = log.NextIndex;
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
            Time = EntryClock.Write(time),
        }.ToBytes();
        log.Add(new LogEntryRow(
            index, entry, MerkleTree.HashLeaf(entry), time, salt, decision.ReleasedId!, decision.ReleasedVersion ?? "",
            decision.Object.Row.Type, decision.Object.Row.ObjectId, decision.Object.Row.Version, decision.DerivativeBytes));
        return LoggedRelease.Committed(decision, channel.Origin, index, time);
    }

    private static DecisionRow AddDecision(
        ChannelRow channel, Decision decision, LoggedRelease? release, DecidedBatch batch, LogBatch log)
    {
        var row = decision.Object.Row;
        var verdict = decision.OperatorRendering;
        var time = log.NextTime();
        var index = log.NextIndex;
        var entry = new DecisionRecord
        {
            Channel = channel.Origin,
            ObjectId = row.ObjectId,
            Version = row.Version.Length > 0 ? row.Version : null,
            Outcome = decision.OutcomeText,
            Policy = batch.Policy,
            Digest = Convert.ToHexStringLower(row.Digest.ToArray()),
            Verdict = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(verdict))),
            Entry = release?.Index,
            Time = EntryClock.Write(time),
        }.ToBytes();
        log.Add(new LogEntryRow(
            index, entry, MerkleTree.HashLeaf(entry), time, ReadOnlyMemory<byte>.Empty, row.ObjectId, row.Version,
            row.Type, row.ObjectId, row.Version, null));
        return new DecisionRow(
            row.ObjectId, row.Version, row.Type, decision.OutcomeText, verdict, time, index, decision.ReleasedId,
            release?.Index);
    }
}
