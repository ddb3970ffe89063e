using Entente.Exchange.Policy;
using Entente.Exchange.Ports;

namespace Entente.Exchange.Release;

/// <summary>
/// Held objects and the releasers' answers to them. An answer is about one version and one recipient, never about what
/// the releaser submitted, and holds under the agreements that were in force when it was given.
/// </summary>
public sealed class ApprovalDesk
{
    /// <summary>An approval that was not used for so long, because the channel is closed, has expired.</summary>
    public static readonly TimeSpan ApprovalLifetime = TimeSpan.FromDays(7);

    /// <summary>How many held objects of one channel are listed; the rest comes when these are answered.</summary>
    public const int HeldListedMax = 1_000;

    private readonly NodeStore _store;
    private readonly AgreementBook _book;
    private readonly DecisionStep _decisions;
    private readonly TimeProvider _clock;

    internal ApprovalDesk(NodeStore store, AgreementBook book, DecisionStep decisions, TimeProvider clock)
    {
        _store = store;
        _book = book;
        _decisions = decisions;
        _clock = clock;
    }

    /// <summary>What waits, by channel, newest decision first.</summary>
    public async Task<IReadOnlyList<(ChannelRow Channel, DecisionRow Held)>> ListAsync(CancellationToken cancellation)
    {
        var held = new List<(ChannelRow, DecisionRow)>();
        foreach (var channel in await _store.Ledger.ListChannelsAsync(cancellation))
        {
            var rows = await _store.Ledger.ListDecisionsAsync(channel, "hold", HeldListedMax, cancellation);
            held.AddRange(rows.Select(row => (channel, row)));
        }

        return held;
    }

    /// <summary>A held object in each channel to a party where it waits, newest version first.</summary>
    public async Task<IReadOnlyList<HeldObject>> FindAsync(
        Realm realm, string objectId, string recipient, CancellationToken cancellation)
    {
        var found = new List<HeldObject>();
        foreach (var channel in await _store.Ledger.ListChannelsAsync(cancellation))
        {
            if (channel.Realm != realm || channel.Recipient != recipient) continue;
            foreach (var held in await _store.Ledger.FindDecisionsAsync(channel, objectId, cancellation))
            {
                if (held.Outcome != "hold") continue;
                var row = await _store.Objects.FindAsync(realm, objectId, held.Version, cancellation)
                    ?? throw new StoreDamagedException(objectId);
                var preview = await _decisions.PreviewAsync(channel, row, cancellation);
                found.Add(new HeldObject(channel, row, held, preview));
            }
        }

        return found;
    }

    /// <summary>
    /// Answers. Returns why not, as a code and a text; null when the answer is durable and the object is queued.
    /// </summary>
    /// <param name="held">What was shown to the releaser.</param>
    /// <param name="account">Who answers.</param>
    /// <param name="isGranted">Whether it may leave.</param>
    /// <param name="reason">Why; a refusal needs one.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<(string Code, string Message)?> AnswerAsync(
        HeldObject held, string account, bool isGranted, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(held);
        if (held.Object.Submitter == account)
        {
            return ("own-submission", $"`{account}` has submitted this object; somebody else answers");
        }

        if (ReasonText.Fault(reason, isNeeded: !isGranted) is { } fault) return fault;
        var now = _clock.GetUtcNow();
        var row = new ApprovalRow(
            held.Object.ObjectId, held.Object.Version, isGranted, account, reason, _book.Active.Version.ToHex(), now,
            now + ApprovalLifetime);
        return await _store.Approvals.SaveApprovalAsync(held.Channel, row, cancellation)
            ? null
            : ("not-held", $"`{held.Object.ObjectId}` is not held any more: somebody has answered");
    }
}
