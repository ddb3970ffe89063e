using System.Collections.Concurrent;
using System.Collections.Immutable;
using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Facts;
using Entente.Agreements.Redaction;
using Entente.Exchange.Policy;
using Entente.Exchange.Ports;
using Entente.Stix;

namespace Entente.Exchange.Release;

/// <summary>
/// Step 4: decides about a batch of stored objects in a channel. The verdict is computed once per release class and
/// policy; parts and references are looked at per object.
/// </summary>
public sealed class DecisionStep
{
    /// <summary>How many verdicts are remembered before the memory is emptied.</summary>
    private const int VerdictsMax = 100_000;

    /// <summary>More times of policies than an object has.</summary>
    private const int PoliciesMax = 100_000;

    private readonly NodeStore _store;
    private readonly NodeIdentity _identity;
    private readonly AgreementBook _book;
    private readonly TimeProvider _clock;
    private readonly StixLimits _limits;
    private readonly ChannelSecurity? _security;
    private readonly ConcurrentDictionary<(string Policy, ChannelTerms Channel, int Phase, string Class), Verdict>
        _verdicts = new();

    /// <summary>A step over a store. Starts nothing.</summary>
    /// <param name="store">The store.</param>
    /// <param name="identity">Who we are.</param>
    /// <param name="book">The agreements.</param>
    /// <param name="clock">The time.</param>
    /// <param name="limits">Limits of objects.</param>
    /// <param name="security">What is guaranteed of the way to partners; null for nothing.</param>
    public DecisionStep(
        NodeStore store, NodeIdentity identity, AgreementBook book, TimeProvider clock, StixLimits limits,
        ChannelSecurity? security = null)
    {
        _security = security;
        _store = store;
        _identity = identity;
        _book = book;
        _clock = clock;
        _limits = limits;
    }

    /// <summary>Decides about a batch, as of now.</summary>
    public Task<DecidedBatch> DecideAsync(
        ChannelRow channel, IReadOnlyList<PendingRow> pending, CancellationToken cancellation) =>
        DecideAsync(channel, pending, assumed: null, cancellation);

    /// <summary>What would be decided about one object now if a releaser approved it. It decides nothing.</summary>
    public async Task<Decision> PreviewAsync(ChannelRow channel, ObjectRow row, CancellationToken cancellation) =>
        (await DecideAsync(channel, [new PendingRow(row, 0)], ReleaserAnswer.Approved, cancellation)).Decisions[0];

    /// <summary>
    /// What would be decided about one object now, and what would have to be otherwise for it to leave. It decides
    /// nothing.
    /// </summary>
    public async Task<(Decision Decision, ImmutableArray<Counterfactual> WhatIf)> ExplainAsync(
        ChannelRow channel, ObjectRow row, CancellationToken cancellation)
    {
        var pending = new[] { new PendingRow(row, 0) };
        var decision = (await DecideAsync(channel, pending, cancellation)).Decisions[0];
        var agreements = _book.Active;
        var stored = StoredObject.LoadAll(pending, _limits);
        var markings = await MarkingCatalog.LoadAsync(stored, _store.Objects, agreements, _limits, cancellation);
        var (terms, now) = (TermsOf(channel), _clock.GetUtcNow());
        var answers = await ApprovalsAsync(channel, stored, agreements, agreements.Version.ToHex(), now, cancellation);
        var facts = Facts(stored[0], terms, agreements, markings)
            with { Answer = answers.GetValueOrDefault(stored[0]) };
        return (decision, Counterfactuals.Nearest(facts, terms, agreements, now));
    }

    private ChannelTerms TermsOf(ChannelRow channel) =>
        new(channel.AgreementId, channel.Discloser, channel.Recipient, channel.Realm.Write()) { Security = _security };

    private async Task<DecidedBatch> DecideAsync(
        ChannelRow channel, IReadOnlyList<PendingRow> pending, ReleaserAnswer? assumed, CancellationToken cancellation)
    {
        var agreements = _book.Active;
        var policy = agreements.Version.ToHex();
        var stored = StoredObject.LoadAll(pending, _limits);
        var markings = await MarkingCatalog.LoadAsync(stored, _store.Objects, agreements, _limits, cancellation);
        var terms = TermsOf(channel);
        var now = _clock.GetUtcNow();
        var approvals = assumed is { } all
            ? stored.ToDictionary(item => item, _ => all)
            : await ApprovalsAsync(channel, stored, agreements, policy, now, cancellation);
        var inputs = stored.ConvertAll(item => RedactionInput.Judge(
            item.Stix, Facts(item, terms, agreements, markings) with { Answer = approvals.GetValueOrDefault(item) },
            markings.Of, facts => Verdict(facts, terms, agreements, policy, now)));
        var outside = await ReferenceTable.LoadAsync(
            _store.Ledger, channel, stored, _identity.IdentityId, _limits, cancellation);
        var context = new RedactionContext(
            new DerivativeIds(_identity.DerivativeSecret.Span, $"{channel.AgreementId}\n{channel.Recipient}"),
            _identity.IdentityId,
            agreements.Find(channel.AgreementId)?.MarkingId ?? "",
            StixTimestamp.FromInstant(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond))),
            outside.Find);
        var redacted = GraphRedactor.Redact(inputs, context);
        var decisions = stored.Select((item, i) => Decision.Made(
            item, redacted[i], outside.HasLeft(item.Row.ObjectId),
            outside.IsFromRecipient(item.Row.ObjectId))).ToList();
        return new DecidedBatch(policy, decisions, pending, Awaited(stored, redacted, markings));
    }

    /// <summary>
    /// What releasers answered, where a clause asks for it; an approval counts under its policy and until it expires.
    /// </summary>
    private async Task<Dictionary<StoredObject, ReleaserAnswer>> ApprovalsAsync(
        ChannelRow channel, List<StoredObject> stored, AgreementSet agreements, string policy, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var answers = new Dictionary<StoredObject, ReleaserAnswer>();
        var asked = agreements.Find(channel.AgreementId)?.Document.Of<InformationScopeClause>()
            .SelectMany(clause => clause.HoldTypes).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var item in stored.Where(item => asked.Contains(item.Row.Type)))
        {
            var row = await _store.Approvals.FindApprovalAsync(
                channel, item.Row.ObjectId, item.Row.Version, cancellation);
            if (row is null || row.Policy != policy) continue;
            if (!row.IsGranted) answers[item] = ReleaserAnswer.Refused;
            else if (now < row.Until) answers[item] = ReleaserAnswer.Approved;
        }

        return answers;
    }

    private Verdict Verdict(
        ReleaseFacts facts, ChannelTerms terms, AgreementSet agreements, string policy, DateTimeOffset now)
    {
        // A verdict holds for one instant; what is remembered is remembered only while the channel is open, and
        // whether it is open is asked every time.
        if (agreements.WhyClosed(terms.AgreementId, terms.Discloser, terms.Recipient, now) is not null)
        {
            return DecisionEngine.Decide(facts, terms, agreements, now);
        }

        if (_verdicts.Count >= VerdictsMax) _verdicts.Clear();
        // Policies on objects have times of their own, each passed or not.
        var phase = agreements.Find(terms.AgreementId)!.PhaseAt(now) * PoliciesMax;
        foreach (var marking in facts.Markings)
        {
            if (marking.Iep is { } iep) phase += (iep.Start <= now ? 1 : 0) + (iep.End <= now ? 1 : 0);
        }

        return _verdicts.GetOrAdd(
            (policy, terms, phase, facts.ClassKey()), _ => DecisionEngine.Decide(facts, terms, agreements, now));
    }

    private static ReleaseFacts Facts(
        StoredObject item, ChannelTerms terms, AgreementSet agreements, MarkingCatalog markings) =>
        ObjectFacts.Of(item.Stix, item.Origin, agreements.Find(terms.AgreementId), markings.Of);

    /// <summary>
    /// Withheld objects wait for the references that held them back, and for markings that we do not hold yet.
    /// </summary>
    private static List<AwaitedReference> Awaited(
        List<StoredObject> stored, IReadOnlyList<RedactedObject> redacted, MarkingCatalog markings)
    {
        var awaited = new List<AwaitedReference>();
        for (var i = 0; i < stored.Count; i++)
        {
            var row = stored[i].Row;
            if (redacted[i].Outcome is RedactionOutcome.PassThrough or RedactionOutcome.Derivative) continue;
            var unknown = stored[i].Stix.ObjectMarkingRefs.Where(id => markings.Of(id).Kind == MarkingFactKind.Unknown);
            var isUndecided = redacted[i].Outcome == RedactionOutcome.Deferred;
            awaited.AddRange(
                redacted[i].Awaits.Select(id => new AwaitedReference(id, row.ObjectId, row.Version, isUndecided)));

            // What a marking is, is known as soon as its definition is here, whoever may have it.
            awaited.AddRange(unknown.Distinct().Except(redacted[i].Awaits)
                .Select(id => new AwaitedReference(id, row.ObjectId, row.Version, IsUndecided: true)));
        }

        return awaited;
    }
}
