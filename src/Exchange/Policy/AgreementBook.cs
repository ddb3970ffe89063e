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
    /// Loads what is stored and activates again what was active, frameworks before what hangs on them. What no longer
    /// passes (a key changed) stays inactive and is returned with its reasons.
    /// </summary>
    public async Task<IReadOnlyList<(AgreementRow Row, ImmutableArray<Diagnostic> Reasons)>> LoadAsync(CancellationToken cancellation)
    {
        var waiting = (await _store.Agreements.ListAgreementsAsync(cancellation)).Where(row => row.Active).ToList();
        while (true)
        {
            // A framework may stand behind what hangs on it, so rounds go on for as long as one helps.
            var refused = new List<(AgreementRow Row, ImmutableArray<Diagnostic> Reasons)>();
            foreach (var row in waiting)
            {
                var signed = SignedAgreement.Read(row.Signed, out _) ?? throw new StoreDamagedException(row.AgreementId);
                var reasons = await ActivateAsync(signed, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty, cancellation);
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
    public async Task<ImmutableArray<Diagnostic>> ActivateAsync(
        SignedAgreement signed, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> texts, CancellationToken cancellation)
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

    private AgreementRow ToRow(SignedAgreement signed, bool active)
    {
        _ = RealmText.TryRead(signed.Document.Realm, out var realm);
        return new AgreementRow(
            realm, signed.Document.Id, signed.Document.Version, signed.ToBytes(), active, _clock.GetUtcNow());
    }
}
