using System.Buffers;
using Entente.Agreements.Records;
using Entente.Agreements.Signatures;
using Entente.Exchange.Intake;
using Entente.Exchange.Ledger;
using Entente.Exchange.Ports;
using Entente.Exchange.Receipts;
using Entente.Exchange.Validation;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Exchange.Inbound;

/// <summary>
/// The recipient's side of steps 6 and 7: pulls a channel from a partner, verifies every byte against the log that the
/// partner signed, stores objects with their sidecars, and cosigns a receipt. Resumes at the exact index.
/// </summary>
/// <remarks>
/// 1. Take the newest checkpoint, prove that it extends what we hold (<see cref="LogFollower"/>), and keep it before
///    anything else is asked for: whatever we find wrong behind it, the partner stays bound by it.
/// 2. For each object: its entry, in order; its commitment opened with the salt; validated like any input. What is not
///    STIX, or contradicts what we hold, is kept as its entry's bytes only: it stops neither this channel nor another.
/// 3. Store a page: mirror, objects, sidecars and position in one commit.
/// 4. When all is stored: cosign the checkpoint, keep the receipt, hand it over.
/// </remarks>
public sealed class Receiver
{
    /// <summary>How many objects are asked for and stored at once.</summary>
    public const int PageObjectsMax = 1000;

    private const string ConflictCode = "version-conflict";
    private const string InvalidCode = "object-invalid";

    private readonly NodeStore _store;
    private readonly NodeIdentity _identity;
    private readonly TimeProvider _clock;
    private readonly StixLimits _limits;
    private readonly ReceiptWriter _receipts;

    /// <summary>A receiver over a store. Starts nothing.</summary>
    public Receiver(NodeStore store, NodeIdentity identity, TimeProvider clock, StixLimits limits)
    {
        _store = store;
        _identity = identity;
        _clock = clock;
        _limits = limits;
        _receipts = new ReceiptWriter(store.Inbound, identity, clock);
    }

    /// <summary>
    /// Pulls everything new of one channel. Never throws for what the partner does: the report says it.
    /// </summary>
    public async Task<PullReport> PullAsync(
        InboundTerms terms, IPartnerConnection partner, CancellationToken cancellation)
    {
        var state = await _store.Inbound.FindInboundAsync(terms.Realm, terms.Origin, cancellation) ?? New(terms);
        if (state.Frozen) return Frozen(state);
        var before = state;
        try
        {
            var log = await new LogFollower(_store.Ledger, terms, partner).AdvanceAsync(state, cancellation);
            state = await KeepCheckpointAsync(state, log, cancellation);
            (state, var notTaken) = await StoreAsync(terms, partner, state, log, cancellation);
            state = await _receipts.WriteAsync(state, log, cancellation);
            state = await ReceiptWriter.SendAsync(state, partner, cancellation);
            state = state with { LastPullAt = _clock.GetUtcNow(), Fault = FaultAfter(before, state, notTaken) };
            await _store.Inbound.SaveInboundAsync(state, cancellation);
            return Report(before, state, notTaken);
        }
        catch (PullFaultException stopped)
        {
            return await StopAsync(terms, before, stopped.Fault, stopped.Evidence, cancellation);
        }
        catch (PartnerFaultException unreachable)
        {
            var fault = new PullFault(unreachable.Code, terms.Origin, null, unreachable.Message);
            return await StopAsync(terms, before, fault, null, cancellation);
        }
    }

    /// <summary>Keeps a fault that was met before the channel could be reached at all.</summary>
    public async Task<PullReport> RecordAsync(InboundTerms terms, PullFault fault, CancellationToken cancellation)
    {
        var before = await _store.Inbound.FindInboundAsync(terms.Realm, terms.Origin, cancellation) ?? New(terms);
        return await StopAsync(terms, before, fault, null, cancellation);
    }

    /// <summary>
    /// If we die before the commit, we never saw the checkpoint; after it, every later one is held against it.
    /// </summary>
    private async Task<InboundRow> KeepCheckpointAsync(InboundRow state, VerifiedLog log, CancellationToken cancellation)
    {
        if (state.CheckpointSize == log.Checkpoint.Size && state.Checkpoint.Length > 0) return state;
        state = state with { Checkpoint = log.Note, CheckpointSize = log.Checkpoint.Size };
        await _store.Inbound.SaveInboundAsync(state, cancellation);
        return state;
    }

    private async Task<(InboundRow State, PullFault? NotTaken)> StoreAsync(
        InboundTerms terms, IPartnerConnection partner, InboundRow state, VerifiedLog log, CancellationToken cancellation)
    {
        PullFault? notTaken = null;
        if (state.StoredSize == log.Checkpoint.Size) return (state, null);
        var addedAfter = (await _store.Ledger.FindHeadAsync(terms.Realm, terms.Origin, cancellation))?.LastTime;
        var feed = new EntryFeed(terms, partner, log, state.StoredSize, addedAfter ?? DateTimeOffset.UnixEpoch);
        await foreach (var page in partner.ReadObjectsAsync(addedAfter, PageObjectsMax, cancellation))
        {
            // Entries that the partner added after the checkpoint we verified wait for the next one.
            var wanted = (int)Math.Min(page.Count, log.Checkpoint.Size - state.StoredSize);
            if (wanted == 0) break;
            (state, var found) = await StorePageAsync(terms, state, log, feed, page.Take(wanted).ToList(), cancellation);
            notTaken ??= found;
        }

        if (state.StoredSize < log.Checkpoint.Size)
        {
            throw new PullFaultException(new PullFault(
                "objects-missing", terms.Origin, state.StoredSize,
                $"its log has {log.Checkpoint.Size} entries and its collection ended after {state.StoredSize}"));
        }

        return (state, notTaken);
    }

    private async Task<(InboundRow State, PullFault? NotTaken)> StorePageAsync(
        InboundTerms terms,
        InboundRow state,
        VerifiedLog log,
        EntryFeed feed,
        List<ReadOnlyMemory<byte>> served,
        CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var edge = await LogTiles.LoadEdgeAsync(_store.Ledger, terms.Realm, terms.Origin, state.StoredSize, cancellation);
        var tree = new TreeAppender(state.StoredSize, edge);
        var entries = new List<LogEntryRow>(served.Count);
        var objects = new List<ObjectRow?>(served.Count);
        var sidecars = new List<SidecarRow>(served.Count);
        PullFault? notTaken = null;
        foreach (var bytes in served)
        {
            var entry = await feed.ReadAsync(state.StoredSize + entries.Count, cancellation);
            var valid = Open(terms, entry, bytes, out var invalid);
            tree.Append(entry.Leaf);
            entries.Add(ToRow(entry, valid is null ? bytes : null));
            objects.Add(valid?.ToRow(now));
            if (valid is not null) sidecars.Add(Sign(terms, entry, valid, log.Checkpoint.Size, now));
            notTaken ??= invalid;
        }

        var size = state.StoredSize + entries.Count;
        var next = state with { StoredSize = size };
        var mirror = new LogAppend(
            terms.Realm, terms.Origin, LogKind.Mirror, state.StoredSize, entries,
            [.. tree.NewHashes.Where(hash => hash.Level > 0)], tree.Root(),
            size == log.Checkpoint.Size ? log.Note : "");
        var page = new InboundPage(next, mirror, objects, sidecars);
        var outcomes = await _store.Inbound.CommitPageAsync(page, cancellation);
        return (next, notTaken ?? FirstConflict(terms, entries, outcomes));
    }

    /// <summary>
    /// Opens the entry's commitment with the bytes that came, and validates them like any other input. Null, with the
    /// fault, for what the partner committed to and is not STIX 2.1.
    /// </summary>
    private ValidObject? Open(InboundTerms terms, VerifiedEntry entry, ReadOnlyMemory<byte> bytes, out PullFault? invalid)
    {
        var submitter = Submitter.Partner(terms.Discloser, terms.AgreementId);
        var submission = Submission.Accept(new BundleItem(bytes, 0, null), submitter, terms.Realm, _limits, out var refusal)
            ?? throw Stop(terms, "object-refused", entry, refusal!.Message);
        var valid = ValidObject.Validate(submission, _limits, null, out var diagnostics);
        if (valid is not null
            && (valid.Stix.Id != entry.Record.ObjectId || valid.Stix.Version?.ToString() != entry.Record.Version))
        {
            throw Stop(terms, "object-out-of-order", entry, $"it served `{valid.Stix.Id}` for `{entry.Record.ObjectId}`");
        }

        var canonical = new ArrayBufferWriter<byte>(bytes.Length);
        if (!CanonicalJson.TryWrite(bytes.Span, canonical, out _)
            || Commitment.Commit(entry.Salt.Span, canonical.WrittenSpan) != entry.Record.Commitment)
        {
            throw Stop(
                terms, "commitment-mismatch", entry,
                $"what it served for `{entry.Record.ObjectId}` is not what the entry commits to");
        }

        invalid = valid is not null
            ? null
            : new PullFault(
                InvalidCode, terms.Origin, entry.Index,
                $"`{entry.Record.ObjectId}` is not taken: {diagnostics[0].Code}, {diagnostics[0].Message}");
        return valid;
    }

    private SidecarRow Sign(InboundTerms terms, VerifiedEntry entry, ValidObject valid, long checkpointSize, DateTimeOffset now)
    {
        var statement = new SidecarStatement
        {
            ObjectId = valid.Stix.Id,
            Version = entry.Record.Version,
            Digest = Convert.ToHexStringLower(valid.Digest.ToArray()),
            Channel = terms.Origin,
            Index = entry.Index,
            CheckpointSize = checkpointSize,
            AgreementId = entry.Record.AgreementId,
            AgreementVersion = entry.Record.AgreementVersion,
            Clauses = entry.Record.Clauses,
            Obligations = [.. terms.Obligations],
            ReceivedAt = EntryClock.Write(now),
        };
        var signed = Jws.Sign(statement.ToBytes(), "sidecar+json", _identity.AgreementKeyId, _identity.AgreementKey);
        return new SidecarRow(
            terms.Realm, valid.Stix.Id, entry.Record.Version ?? "", terms.Origin, entry.Index, signed);
    }

    private static LogEntryRow ToRow(VerifiedEntry entry, ReadOnlyMemory<byte>? body)
    {
        var (id, version) = (entry.Record.ObjectId, entry.Record.Version ?? "");
        var type = StixId.IsValid(id) ? id[..id.IndexOf("--", StringComparison.Ordinal)] : "";
        return new LogEntryRow(entry.Index, entry.Bytes, entry.Leaf, entry.Time, entry.Salt, id, version, type, id, version, body);
    }

    private async Task<PullReport> StopAsync(
        InboundTerms terms, InboundRow before, PullFault fault, string? evidence, CancellationToken cancellation)
    {
        // Pages that were committed before the fault stay: the state is read again, not taken from before.
        var state = await _store.Inbound.FindInboundAsync(terms.Realm, terms.Origin, cancellation) ?? New(terms);
        if (state.Frozen) return Frozen(state);
        state = state with { Fault = fault.ToString(), Frozen = fault.Freezes, Evidence = evidence };
        await _store.Inbound.SaveInboundAsync(state, cancellation);
        return Report(before, state, fault);
    }

    /// <summary>What froze the channel stays said, whatever else becomes of the partner.</summary>
    private static PullReport Frozen(InboundRow state) =>
        Report(state, state, new PullFault("channel-frozen", state.Origin, null, state.Fault ?? "", Freezes: true));

    /// <summary>
    /// The first object of a page that we hold under the same id and version with other content. The entry and the
    /// bytes that came are kept beside ours; only the object is not taken, since a lie of one partner must not stop
    /// the channel of another.
    /// </summary>
    private static PullFault? FirstConflict(
        InboundTerms terms, List<LogEntryRow> entries, IReadOnlyList<PutOutcome> outcomes)
    {
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i] != PutOutcome.Conflict) continue;
            return new PullFault(
                ConflictCode, terms.Origin, entries[i].Index,
                $"`{entries[i].ObjectId}` with this version is stored already with other content, which stays");
        }

        return null;
    }

    /// <summary>
    /// What was not taken is said until something newer arrives; the pulls in between have nothing to say.
    /// </summary>
    private static string? FaultAfter(InboundRow before, InboundRow after, PullFault? notTaken)
    {
        if (notTaken is not null) return notTaken.ToString();
        if (before.StoredSize != after.StoredSize || before.Fault is not { } said) return null;
        return said.StartsWith(ConflictCode, StringComparison.Ordinal) || said.StartsWith(InvalidCode, StringComparison.Ordinal)
            ? said
            : null;
    }

    private static PullFaultException Stop(InboundTerms terms, string code, VerifiedEntry entry, string detail) =>
        new(new PullFault(code, terms.Origin, entry.Index, detail));

    private static PullReport Report(InboundRow before, InboundRow after, PullFault? fault) => new(
        after.Origin, after.CheckpointSize, after.StoredSize - before.StoredSize, after.ReceiptSentSize, fault);

    private static InboundRow New(InboundTerms terms) => new(
        terms.Realm, terms.Origin, terms.AgreementId, terms.Discloser, terms.Recipient, "", 0, 0, "", 0, 0, null, null,
        false, null);
}
