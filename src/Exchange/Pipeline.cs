using Entente.Agreements.Decisions;
using Entente.Exchange.Intake;
using Entente.Exchange.Ledger;
using Entente.Exchange.Policy;
using Entente.Exchange.Ports;
using Entente.Exchange.Release;
using Entente.Stix;

namespace Entente.Exchange;

/// <summary>
/// The one path of an object. There is no second door.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>Intake: bytes and an authenticated submitter become a <see cref="Submission"/>.</item>
/// <item>Validation: a submission becomes a <see cref="Validation.ValidObject"/>, or diagnostics.</item>
/// <item>Store: a valid object becomes durable, and is loaded as a <see cref="StoredObject"/>.</item>
/// <item>Decision: for each channel, by the agreements in force, a <see cref="Decision"/>.</item>
/// <item>Log: a decision that permits becomes a <see cref="LoggedRelease"/>, covered by a signed checkpoint.</item>
/// <item>Delivery: partners read the channel's log and its objects (<see cref="Delivery.ChannelReader"/>).</item>
/// <item>Receipt: a partner's cosignature covers what it holds (<see cref="Receipts.ReceiptDesk"/>).</item>
/// <item>Use: received objects are matched; a sighting re-enters at step 1 (<see cref="Sightings.Watch"/>).</item>
/// </list>
/// Steps 1 to 3 end with the object in the decision queue of every channel; steps 4 and 5 take it out. Whatever moment
/// the process dies at, each object is either waiting there or decided and logged.
/// </remarks>
public sealed class Pipeline : IDisposable
{
    /// <summary>How many objects are decided at once: references inside a batch are seen together.</summary>
    public const int BatchObjectsMax = 5000;

    private readonly NodeStore _store;
    private readonly AgreementBook _book;
    private readonly Importer _importer;
    private readonly DecisionStep _decisions;
    private readonly ReleaseLedger _ledger;
    private readonly TimeProvider _clock;

    /// <summary>A pipeline over a store. Starts nothing.</summary>
    /// <param name="store">The store.</param>
    /// <param name="identity">Who we are.</param>
    /// <param name="book">The agreements.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Randomness for what is salted.</param>
    /// <param name="limits">Limits of objects.</param>
    /// <param name="security">What is guaranteed of the way to partners; null for nothing.</param>
    public Pipeline(
        NodeStore store, NodeIdentity identity, AgreementBook book, TimeProvider clock, FillRandom random,
        StixLimits limits, ChannelSecurity? security = null)
    {
        _store = store;
        _book = book;
        _clock = clock;
        _importer = new Importer(store.Objects, clock, limits);
        _decisions = new DecisionStep(store, identity, book, clock, limits, security);
        _ledger = new ReleaseLedger(store.Ledger, identity, clock, random);
        Approvals = new ApprovalDesk(store, book, _decisions, clock);
    }

    /// <summary>What waits for a releaser between steps 4 and 5.</summary>
    public ApprovalDesk Approvals { get; }

    /// <inheritdoc/>
    public void Dispose() => _ledger.Dispose();

    /// <summary>Steps 1 to 3 for an input of any size.</summary>
    public Task<ImportReport> ImportAsync(
        Stream input, Submitter submitter, Realm realm, string? assumedMarking, CancellationToken cancellation) =>
        _importer.ImportAsync(input, submitter, realm, assumedMarking, cancellation);

    /// <summary>Steps 1 to 3 for objects that a connection has cut apart already.</summary>
    public Task<ImportReport> ImportAsync(
        IReadOnlyList<BundleItem> items,
        Submitter submitter,
        Realm realm,
        string? assumedMarking,
        CancellationToken cancellation) =>
        _importer.ImportAsync(items, submitter, realm, assumedMarking, cancellation);

    /// <summary>
    /// Steps 4 and 5 for everything that waits, in every channel that is open. Where it is not, objects go on
    /// waiting: a suspension loses nothing. Returns how many decisions were made.
    /// </summary>
    public async Task<long> SettleAsync(CancellationToken cancellation)
    {
        var decided = 0L;
        foreach (var channel in await _store.Ledger.ListChannelsAsync(cancellation))
        {
            while (_book.WhyClosed(channel, _clock.GetUtcNow()) is null)
            {
                var pending = await _store.Ledger.PeekPendingAsync(channel, BatchObjectsMax, cancellation);
                if (pending.Count == 0) break;
                var batch = await _decisions.DecideAsync(channel, pending, cancellation);
                await _ledger.CommitAsync(channel, batch, cancellation);
                decided += batch.Decisions.Count;
            }
        }

        return decided;
    }

    /// <summary>
    /// What would be decided about an object now, in each channel to a party, without deciding it. Null when we do not
    /// hold the object.
    /// </summary>
    public async Task<IReadOnlyList<Explanation>?> ExplainAsync(
        Realm realm, string objectId, string recipient, CancellationToken cancellation)
    {
        if (await _store.Objects.FindLatestAsync(realm, objectId, cancellation) is not { } row) return null;
        var explanations = new List<Explanation>();
        foreach (var channel in await _store.Ledger.ListChannelsAsync(cancellation))
        {
            if (channel.Recipient != recipient || channel.Realm != realm) continue;
            var (decision, whatIf) = await _decisions.ExplainAsync(channel, row, cancellation);
            var logged = await _store.Ledger.FindDecisionsAsync(channel, objectId, cancellation);
            explanations.Add(new Explanation(channel, decision, logged, whatIf));
        }

        return explanations;
    }
}
