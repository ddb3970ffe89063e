using System.Collections.Immutable;
using System.Text.Json;
using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Agreements.Signatures;
using Entente.Exchange.Ports;
using Entente.Stix;

namespace Entente.Exchange.Policy;

/// <summary>
/// The agreements of this node: what is stored, and the immutable set of those that are active. Activation is the only
/// way into the set, before and after a restart alike.
/// </summary>
public sealed class AgreementBook : IDisposable
{
    private readonly NodeStore _store;
    private readonly NodeIdentity _identity;
    private readonly PartyKeys _ownKeys;
    private readonly TimeProvider _clock;
    private readonly Func<string> _newChannelId;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private volatile AgreementSet _active = AgreementSet.Empty;

    /// <summary>A book over a store. Starts nothing.</summary>
    /// <param name="store">The store.</param>
    /// <param name="identity">Our party.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="newChannelId">Makes random UUIDs (version 4).</param>
    public AgreementBook(NodeStore store, NodeIdentity identity, TimeProvider clock, Func<string> newChannelId)
    {
        _store = store;
        _identity = identity;
        _clock = clock;
        _newChannelId = newChannelId;
        _ownKeys = new PartyKeys(
            ImmutableSortedDictionary<string, Transparency.VerificationKey>.Empty
                .Add(identity.AgreementKeyId, identity.AgreementKey.VerificationKey),
            identity.LogKey.VerificationKey, identity.WitnessKey.VerificationKey);
    }

    /// <summary>The active agreements, as of now: an immutable snapshot.</summary>
    public AgreementSet Active => _active;

    /// <summary>Whether anything may leave by a channel now; if not, the code that says why.</summary>
    public string? WhyClosed(ChannelRow channel, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return Active.WhyClosed(channel.AgreementId, channel.Discloser, channel.Recipient, now);
    }

    /// <summary>
    /// Loads what is stored and activates again what was active, frameworks before what hangs on them, as suspended and
    /// ended as it was. What no longer passes (a key changed) stays inactive and is returned with its reasons.
    /// </summary>
    public async Task<IReadOnlyList<(AgreementRow Row, ImmutableArray<Diagnostic> Reasons)>> LoadAsync(CancellationToken cancellation)
    {
        // Steps first: what is suspended is so from the first instant.
        var steps = await _store.Agreements.ListStepsAsync(cancellation);
        _active = steps.Aggregate(_active, AgreementLife.Apply);
        var waiting = (await _store.Agreements.ListAgreementsAsync(cancellation)).Where(row => row.Active).ToList();
        while (true)
        {
            // A framework may stand behind what hangs on it, so rounds go on for as long as one helps.
            var refused = new List<(AgreementRow Row, ImmutableArray<Diagnostic> Reasons)>();
            foreach (var row in waiting)
            {
                var signed = SignedAgreement.Read(row.Signed, out _) ?? throw new StoreDamagedException(row.AgreementId);
                var reasons = await ActivateAsync(
                    signed, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty, isAgain: true, cancellation);
                if (!reasons.IsEmpty) refused.Add((row, reasons));
            }

            if (refused.Count == 0 || refused.Count == waiting.Count) return refused;
            waiting = refused.ConvertAll(item => item.Row);
        }
    }

    /// <summary>
    /// Keeps a document, signed by some or all; it changes nothing until it is activated. A version that is active
    /// already stays as it is.
    /// </summary>
    public Task SaveAsync(SignedAgreement signed, CancellationToken cancellation) =>
        _active.Find(signed.Document.Id)?.Document.Version == signed.Document.Version
            ? Task.CompletedTask
            : _store.Agreements.SaveAgreementAsync(ToRow(signed, active: false), cancellation);

    /// <summary>
    /// Activates a signed agreement and opens its outgoing channels. Returns every reason against it; none means that it
    /// is active and durable. Active is not in force: that also takes the time.
    /// </summary>
    public Task<ImmutableArray<Diagnostic>> ActivateAsync(
        SignedAgreement signed, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> texts,
        CancellationToken cancellation) =>
        ActivateAsync(signed, texts, isAgain: false, cancellation);

    /// <summary>
    /// Takes a step in the life of an active agreement: from when this returns, every decision and every request obeys
    /// it. Returns the step as it was kept, or null and why it was not taken.
    /// </summary>
    /// <param name="agreementId">The agreement.</param>
    /// <param name="kind">What is done.</param>
    /// <param name="account">By whom.</param>
    /// <param name="reason">Why.</param>
    /// <param name="until">The end of a suspension, or the instant of a termination; null for open, or at once.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<(AgreementStepRow? Step, (string Code, string Message) Refusal)> TakeStepAsync(
        string agreementId, AgreementStepKind kind, string account, string reason, DateTimeOffset? until,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (ReasonText.Fault(reason, isNeeded: true) is { } fault) return (null, fault);
        await _turn.WaitAsync(cancellation);
        try
        {
            // In whole microseconds, as it is kept: a restart changes nothing, the digest of the set included.
            var asked = new AgreementStepRow(
                agreementId, kind, account, reason, Whole(_clock.GetUtcNow()), until is { } end ? Whole(end) : null);
            if (AgreementLife.Plan(_active, asked, out var refusal) is not { } step) return (null, refusal);
            await _store.Agreements.AddStepAsync(step, cancellation);
            _active = AgreementLife.Apply(_active, step);
            return (step, default);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The steps taken in the life of an agreement at this node, in order.</summary>
    public async Task<IReadOnlyList<AgreementStepRow>> ListStepsAsync(
        string agreementId, CancellationToken cancellation) =>
        [.. (await _store.Agreements.ListStepsAsync(cancellation)).Where(step => step.AgreementId == agreementId)];

    /// <summary>
    /// How an agreement stands: <c>in-force</c>, <c>notice-given</c> while it still is, or why it is not.
    /// </summary>
    public string StateOf(string agreementId, DateTimeOffset now)
    {
        var active = Active;
        return active.WhyNotInForce(agreementId, now)
            ?? (active.EndOf(agreementId) is null ? "in-force" : "notice-given");
    }

    private async Task<ImmutableArray<Diagnostic>> ActivateAsync(
        SignedAgreement signed, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> texts, bool isAgain,
        CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var pinned = await PinnedKeysAsync(cancellation);
            var compiled = AgreementCompiler.Compile(signed, _active, pinned, texts, out var reasons);
            if (compiled is null) return reasons;
            if (compiled.Find(_identity.Party) is null)
            {
                return [new Diagnostic("not-a-party", Severity.Error, "/clauses", 0, $"`{_identity.Party}` is not a party to it")];
            }

            var (id, now) = (signed.Document.Id, _clock.GetUtcNow());
            if (!isAgain && _active.IsEnded(id, now))
            {
                return [
                    new Diagnostic(
                        "agreement-ended", Severity.Error, "/id", 0,
                        $"`{id}` was ended here; what follows it has an id of its own"),
                ];
            }

            // Saved first: if we die before the channels are open, the load after the restart opens them.
            await _store.Agreements.SaveAgreementAsync(ToRow(signed, active: true), cancellation);
            await OpenChannelsAsync(compiled, cancellation);
            _active = _active.With(compiled);
            return [];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>The origin of a channel's log.</summary>
    public static string ChannelOrigin(Party discloser, string agreementId, string recipient, string realm) =>
        $"{discloser.Origin}/channels/{agreementId[(agreementId.LastIndexOf(':') + 1)..]}/{recipient}/{realm}";

    private async Task OpenChannelsAsync(CompiledAgreement agreement, CancellationToken cancellation)
    {
        var us = agreement.Find(_identity.Party)!;
        foreach (var channel in agreement.Channels.Where(channel => channel.Discloser == us.Id))
        {
            _ = RealmText.TryRead(channel.Realm, out var realm);
            await _store.Ledger.OpenChannelAsync(
                new ChannelRow(
                    realm, _newChannelId(), channel.AgreementId, us.Id, channel.Recipient,
                    ChannelOrigin(us, channel.AgreementId, channel.Recipient, channel.Realm), _clock.GetUtcNow()),
                cancellation);
        }
    }

    private async Task<IReadOnlyDictionary<string, PartyKeys>> PinnedKeysAsync(CancellationToken cancellation)
    {
        var pinned = new Dictionary<string, PartyKeys>(StringComparer.Ordinal) { [_identity.Party] = _ownKeys };
        foreach (var partner in await _store.Partners.ListPartnersAsync(cancellation))
        {
            using var json = JsonDocument.Parse(partner.Keys);
            if (PartyKeysReader.Read(json.RootElement, out _) is { } keys) pinned[partner.Party] = keys;
        }

        return pinned;
    }

    private static DateTimeOffset Whole(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private AgreementRow ToRow(SignedAgreement signed, bool active)
    {
        _ = RealmText.TryRead(signed.Document.Realm, out var realm);
        return new AgreementRow(
            realm, signed.Document.Id, signed.Document.Version, signed.ToBytes(), active, _clock.GetUtcNow());
    }
}
