using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Entente.Agreements.Clauses;
using Entente.Agreements.Decisions;
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

    private AgreementSet(ImmutableSortedDictionary<string, CompiledAgreement> members)
    {
        _members = members;
        _byMarking = members.Values.ToImmutableDictionary(member => member.MarkingId, member => member.Document.Id);
        var lines = members.Values.Select(member => $"{member.Document}:{member.Document.Digest.ToHex()}\n");
        Version = Hash.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    /// <summary>No agreement: nothing is released.</summary>
    public static AgreementSet Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, CompiledAgreement>(StringComparer.Ordinal));

    /// <summary>The digest over the members.</summary>
    public Hash Version { get; }

    /// <summary>The members, ordered by id.</summary>
    public IEnumerable<CompiledAgreement> Members => _members.Values;

    /// <summary>The set with an agreement added, in place of another version of it.</summary>
    public AgreementSet With(CompiledAgreement agreement) => new(_members.SetItem(agreement.Document.Id, agreement));

    /// <summary>The set without an agreement.</summary>
    public AgreementSet Without(string agreementId) => new(_members.Remove(agreementId));

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
            ?? (agreement.Instrument.Parent is { } parent ? WhyParentFails(parent, now) : null);
    }

    internal string? WhyParentFails(ParentInstrument parent, DateTimeOffset now)
    {
        if (Find(parent.Id) is not { } framework) return "parent-missing";
        if (framework.Document.Version != parent.Version || framework.Document.Digest.ToHex() != parent.Sha256) return "parent-changed";
        return framework.Validity.WhyNotAt(now) is null ? null : "parent-not-in-force";
    }
}
