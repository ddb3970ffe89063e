using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Entente.Exchange.Intake;
using Entente.Exchange.Policy;
using Entente.Exchange.Ports;
using Entente.Exchange.Validation;
using Entente.Stix;

namespace Entente.Exchange.Inboxes;

/// <summary>
/// Steps 1 to 3 for partners that run no node: what they add over TAXII enters like everything else, with the partner
/// as origin. An inbox is there as long as its agreement is in force, like the channel that the partner would otherwise
/// keep for us.
/// </summary>
/// <remarks>
/// Everything that a partner is told follows from what it gave and when: nothing that others gave us can be asked for
/// by adding it.
/// </remarks>
/// <param name="store">Keeps what is added.</param>
/// <param name="book">The agreements.</param>
/// <param name="identity">Who we are.</param>
/// <param name="clock">The time.</param>
/// <param name="newId">Makes random UUIDs.</param>
/// <param name="limits">What one object may be.</param>
/// <param name="keptBytesMax">How much of one partner is kept in one realm; 0 for no limit.</param>
public sealed class InboxDesk(
    IInboxStore store,
    AgreementBook book,
    NodeIdentity identity,
    TimeProvider clock,
    Func<string> newId,
    StixLimits limits,
    long keptBytesMax = 0)
{
    /// <summary>How long a status can be asked for. TAXII 2.1 §4.3 wants 24 hours at least.</summary>
    public static readonly TimeSpan AdditionKeptFor = TimeSpan.FromDays(7);

    /// <summary>
    /// How many bytes of statuses are kept of one partner in one realm; the oldest go first. Some hundred additions of
    /// ten thousand objects each fit.
    /// </summary>
    public const long ToldBytesMax = 256L * 1024 * 1024;

    /// <summary>How many diagnostics of one object are told.</summary>
    private const int DiagnosticsToldMax = 5;

    /// <summary>How long what is told about one object may be: diagnostics repeat names that a partner chose.</summary>
    private const int RefusalCharsMax = 500;

    private const string ChangedInPlace =
        "version-conflict: you added this version before with other content; a changed object needs a later `modified`";

    /// <summary>It says nothing about what is there: it follows from what the partner itself has given.</summary>
    private const string NoRoom = "storage-full: no room is left for what you add here; ask the operator for more";

    private readonly long _keptBytesMax = keptBytesMax == 0 ? long.MaxValue : keptBytesMax;

    /// <summary>The inboxes that a partner may add to now, ordered by id.</summary>
    public IReadOnlyList<Inbox> List(string party, Realm realm) =>
        [.. book.Active.ChannelsTo(identity.Party)
            .Where(channel => channel.Discloser == party && channel.Realm == realm.Write()
                && book.Active.WhyNotInForce(channel.AgreementId, clock.GetUtcNow()) is null)
            .Select(channel => new Inbox(
                realm, IdOf(channel.AgreementId, party, realm), channel.AgreementId, party, identity.Party))
            .OrderBy(inbox => inbox.InboxId, StringComparer.Ordinal)];

    /// <summary>One inbox, or null when it is not there for this partner now.</summary>
    public Inbox? Find(string party, Realm realm, string inboxId) =>
        List(party, realm).FirstOrDefault(inbox => inbox.InboxId == inboxId);

    /// <summary>
    /// Takes the objects of one request. When this completes, everything that was taken is durable and the answer can
    /// be asked for again. If we die before, the partner has no answer, and what it then adds again is known already.
    /// </summary>
    public async Task<AdditionRow> AddAsync(
        Inbox inbox, IReadOnlyList<OfferedObject> offered, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var submitter = Submitter.Partner(inbox.Discloser, inbox.AgreementId);
        var items = new AdditionItem[offered.Count];
        var rows = new List<ObjectRow>(offered.Count);
        var places = new List<int>(offered.Count);
        for (var i = 0; i < offered.Count; i++)
        {
            var valid = Validate(offered[i], submitter, inbox.Realm, out var refusal);
            var version = valid?.Stix.Version?.ToString() ?? offered[i].Version;
            items[i] = new AdditionItem(
                offered[i].Id, version ?? StixTimestamp.FromInstant(now).ToString(), refusal);
            if (valid is null) continue;
            rows.Add(valid.ToRow(now));
            places.Add(i);
        }

        var outcomes = rows.Count == 0 ? [] : await store.AddAsync(rows, _keptBytesMax, cancellation);
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i] is not (PutOutcome.Conflict or PutOutcome.NoRoom)) continue;
            var refusal = outcomes[i] == PutOutcome.Conflict ? ChangedInPlace : NoRoom;
            items[places[i]] = items[places[i]] with { Refusal = refusal };
        }

        var addition = new AdditionRow(inbox.Realm, newId(), inbox.Discloser, inbox.AgreementId, now, items);
        await store.SaveAdditionAsync(addition, now - AdditionKeptFor, ToldBytesMax, cancellation);
        return addition;
    }

    /// <summary>
    /// What this partner was told about an addition; null when it made none of that id, or too long ago.
    /// </summary>
    public async Task<AdditionRow?> FindAdditionAsync(
        string party, Realm realm, string additionId, CancellationToken cancellation) =>
        await store.FindAdditionAsync(realm, party, additionId, cancellation) is { } addition
            && addition.ReceivedAt >= clock.GetUtcNow() - AdditionKeptFor
            ? addition
            : null;

    private ValidObject? Validate(OfferedObject offered, Submitter submitter, Realm realm, out string? refusal)
    {
        var item = new BundleItem(offered.Bytes, 0, null);
        var submission = Submission.Accept(item, submitter, realm, limits, out var tooLarge);
        ImmutableArray<Diagnostic> diagnostics = submission is null ? [tooLarge!] : [];
        var valid = submission is null ? null : ValidObject.Validate(submission, limits, null, out diagnostics);
        refusal = valid is null ? Tell(diagnostics) : null;
        return valid;
    }

    /// <summary>The reasons lie in the object itself, which the partner has.</summary>
    private static string Tell(ImmutableArray<Diagnostic> diagnostics)
    {
        var told = diagnostics.Take(DiagnosticsToldMax)
            .Select(found => (found, where: found.Pointer.Length > 0 ? $" at {found.Pointer}" : ""))
            .Select(told => $"{told.found.Code}{told.where}: {told.found.Message}");
        var more = diagnostics.Length - DiagnosticsToldMax;
        var text = string.Join("; ", told) + (more > 0 ? $"; and {more} more" : "");
        if (text.Length <= RefusalCharsMax) return text;
        var end = char.IsHighSurrogate(text[RefusalCharsMax - 1]) ? RefusalCharsMax - 1 : RefusalCharsMax;
        return text[..end] + "…";
    }

    /// <summary>
    /// The same for as long as the agreement has its id, without being stored. It is a name and no secret.
    /// </summary>
    private string IdOf(string agreementId, string party, Realm realm)
    {
        var name = $"entente/inbox\n{identity.Party}\n{agreementId}\n{party}\n{realm.Write()}";
        return StixId.Shape(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16), version: 4).ToString();
    }
}
