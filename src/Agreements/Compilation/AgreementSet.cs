using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Entente.Agreements.Clauses;
using Entente.Agreements.Decisions;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Agreements.Compilation;

/// <summary>
/// The agreements that are active here: an immutable snapshot, swapped whole. Its version is a digest over its members,
/// so a decision can say by which policy it was made.
/// </summary>
public sealed class AgreementSet
{
    private readonly ImmutableSortedDictionary<string, CompiledAgreement> _members;
    private readonly ImmutableDictionary<string, string> _byMarking;

    private readonly ImmutableSortedDictionary<string, ImmutableArray<Suspension>> _suspensions;
    private readonly ImmutableSortedDictionary<string, DateTimeOffset> _ends;

    private AgreementSet(
        ImmutableSortedDictionary<string, CompiledAgreement> members,
        ImmutableSortedDictionary<string, ImmutableArray<Suspension>> suspensions,
        ImmutableSortedDictionary<string, DateTimeOffset> ends)
    {
        _members = members;
        _suspensions = suspensions;
        _ends = ends;
        _byMarking = members.Values.ToImmutableDictionary(member => member.MarkingId, member => member.Document.Id);
        var lines = members.Values.Select(member => string.Join(
            ' ', [
                $"{member.Document}:{member.Document.Digest.ToHex()}", .. SuspensionsOf(member.Document.Id),
                .. EndOf(member.Document.Id) is { } end
                    ? [$"<{StixTimestamp.FromInstant(end)}"]
                    : Array.Empty<object>(),
            ]) + "\n");
        Version = Hash.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    /// <summary>No agreement: nothing is released.</summary>
    public static AgreementSet Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, CompiledAgreement>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, ImmutableArray<Suspension>>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal));

    /// <summary>The digest over the members, this node's suspensions of them, and their ends by notice.</summary>
    public Hash Version { get; }

    /// <summary>The members, ordered by id.</summary>
    public IEnumerable<CompiledAgreement> Members => _members.Values;

    /// <summary>The set with an agreement added, in place of another version of it.</summary>
    public AgreementSet With(CompiledAgreement agreement) =>
        new(_members.SetItem(agreement.Document.Id, agreement), _suspensions, _ends);

    /// <summary>The set without an agreement; its suspensions and its end stay, should it come back.</summary>
    public AgreementSet Without(string agreementId) => new(_members.Remove(agreementId), _suspensions, _ends);

    /// <summary>
    /// The set with an agreement suspended by this node, beside what its own text says: the kill switch. What hangs on
    /// a suspended framework is suspended too.
    /// </summary>
    public AgreementSet WithSuspension(string agreementId, Suspension suspension) => new(
        _members,
        _suspensions.SetItem(
            agreementId,
            [.. SuspensionsOf(agreementId).Add(suspension).Distinct()
                .OrderBy(pause => pause.ToString(), StringComparer.Ordinal)]),
        _ends);

    /// <summary>The set with every suspension of an agreement by this node lifted.</summary>
    public AgreementSet WithoutSuspensions(string agreementId) =>
        new(_members, _suspensions.Remove(agreementId), _ends);

    /// <summary>
    /// The set with an agreement that ends at an instant, by notice or termination, beside what its own text says. The
    /// earliest end counts.
    /// </summary>
    public AgreementSet WithEnd(string agreementId, DateTimeOffset end) => new(
        _members, _suspensions, EndOf(agreementId) <= end ? _ends : _ends.SetItem(agreementId, end));

    /// <summary>The set with an agreement that ends as its own text says.</summary>
    public AgreementSet WithoutEnd(string agreementId) => new(_members, _suspensions, _ends.Remove(agreementId));

    /// <summary>When an agreement ends by notice or termination; null when neither was given.</summary>
    public DateTimeOffset? EndOf(string agreementId) => _ends.TryGetValue(agreementId, out var end) ? end : null;

    /// <summary>Whether notice or termination has ended an agreement at an instant.</summary>
    public bool IsEnded(string agreementId, DateTimeOffset now) => now >= EndOf(agreementId);

    /// <summary>This node's suspensions of an agreement.</summary>
    public ImmutableArray<Suspension> SuspensionsOf(string agreementId) =>
        _suspensions.GetValueOrDefault(agreementId, []);

    /// <summary>
    /// The set after a party has lost something, or may have: suspended as far as the agreement's own clauses about
    /// that say. Without such a clause it is the same set.
    /// </summary>
    public AgreementSet WithCompromise(string agreementId, string party, bool isActual, DateTimeOffset at)
    {
        var scope = Find(agreementId)?.Document.Of<CompromiseClause>().Where(clause => clause.IsAbout(isActual))
            .Select(clause => clause.AutoSuspend).DefaultIfEmpty().Max() ?? SuspensionScope.None;
        return scope == SuspensionScope.None
            ? this
            : WithSuspension(agreementId, new Suspension(at, null)
            {
                IsCompromise = true,
                Recipient = scope == SuspensionScope.Channel ? party : null,
            });
    }

    /// <summary>Whether this node has suspended an agreement as a whole at an instant.</summary>
    public bool IsSuspended(string agreementId, DateTimeOffset now)
    {
        foreach (var pause in SuspensionsOf(agreementId))
        {
            if (pause.Recipient is null && pause.Contains(now)) return true;
        }

        return false;
    }

    /// <summary>Whether a loss has suspended what goes to a recipient at an instant.</summary>
    internal bool IsCompromised(string agreementId, string recipient, DateTimeOffset now)
    {
        foreach (var pause in SuspensionsOf(agreementId))
        {
            var isAbout = pause.Recipient == recipient || (pause.Recipient is null && pause.IsCompromise);
            if (isAbout && pause.Contains(now)) return true;
        }

        return false;
    }

    /// <summary>An agreement by its id.</summary>
    public CompiledAgreement? Find(string agreementId) => _members.GetValueOrDefault(agreementId);

    /// <summary>The agreement that a marking binds to.</summary>
    public string? FindByMarking(string markingId) => _byMarking.GetValueOrDefault(markingId);

    /// <summary>The channels in which a party discloses.</summary>
    public IEnumerable<ChannelTerms> ChannelsFrom(string party) =>
        Members.SelectMany(member => member.Channels).Where(channel => channel.Discloser == party);

    /// <summary>The channels in which a party receives.</summary>
    public IEnumerable<ChannelTerms> ChannelsTo(string party) =>
        Members.SelectMany(member => member.Channels).Where(channel => channel.Recipient == party);

    /// <summary>Whether an agreement and its framework are in force; if not, the code that says why.</summary>
    public string? WhyNotInForce(string agreementId, DateTimeOffset now)
    {
        if (Find(agreementId) is not { } agreement) return "agreement-missing";
        return agreement.Validity.WhyNotAt(now)
            ?? (IsEnded(agreementId, now) ? "no-longer-in-force" : null)
            ?? (IsSuspended(agreementId, now) ? "suspended" : null)
            ?? (agreement.Instrument.Parent is { } parent ? WhyParentFails(parent, now) : null);
    }

    /// <summary>
    /// Whether anything may go from one party to another now, whatever it is: the agreement in force, no loss that
    /// stopped the channel, every committee's approval standing. If not, the code that says why.
    /// </summary>
    public string? WhyClosed(string agreementId, string discloser, string recipient, DateTimeOffset now)
    {
        if (WhyNotInForce(agreementId, now) is { } code) return code;
        if (IsCompromised(agreementId, recipient, now)) return "suspended";
        foreach (var approval in Find(agreementId)!.Approvals)
        {
            if (approval.Header.AppliesTo(discloser, recipient) && approval.WhyNotAt(now) is { } why) return why;
        }

        return null;
    }

    internal string? WhyParentFails(ParentInstrument parent, DateTimeOffset now)
    {
        if (Find(parent.Id) is not { } framework) return "parent-missing";
        if (framework.Document.Version != parent.Version || framework.Document.Digest.ToHex() != parent.Sha256) return "parent-changed";
        if (framework.Validity.WhyNotAt(now) is not null || IsSuspended(parent.Id, now) || IsEnded(parent.Id, now))
        {
            return "parent-not-in-force";
        }

        // A digest names its parent's, so the chain ends.
        return framework.Instrument.Parent is { } above ? WhyParentFails(above, now) : null;
    }
}
