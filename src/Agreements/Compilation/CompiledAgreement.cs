using System.Collections.Frozen;
using System.Collections.Immutable;
using Entente.Agreements.Clauses;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;

namespace Entente.Agreements.Compilation;

/// <summary>
/// An agreement that passed every check of activation: read, signed by all parties with keys we know, its texts and its
/// framework as it names them. Only <see cref="AgreementCompiler"/> makes one.
/// </summary>
public sealed class CompiledAgreement
{
    private readonly ImmutableArray<DateTimeOffset> _boundaries;
    private readonly FrozenDictionary<string, Party> _parties;
    private readonly FrozenDictionary<string, Party> _byIdentity;
    private readonly FrozenDictionary<string, ClauseRef> _citations;

    internal CompiledAgreement(AgreementDocument document)
    {
        Document = document;
        Instrument = document.Of<InstrumentClause>().Single();
        Validity = document.Of<ValidityClause>().Single();
        WatchedProperties = document.Clauses.SelectMany(clause => clause.WatchedProperties)
            .ToImmutableSortedSet(StringComparer.Ordinal);
        WatchesContent = document.Clauses.Any(clause => clause.WatchesContent);
        Approvals = [.. document.Of<ArrangementApprovalClause>()];
        _boundaries = [.. document.Clauses.SelectMany(clause => clause.Boundaries).Distinct().Order()];
        MarkingId = AgreementMarking.IdOf(document);
        _parties = document.Parties.ToFrozenDictionary(party => party.Id);
        _byIdentity = document.Parties.ToFrozenDictionary(party => party.Identity);
        _citations = document.Clauses.ToFrozenDictionary(
            clause => clause.Header.Id,
            clause => new ClauseRef(
                document.Id, document.Version, clause.Header.Id, clause.Header.SourceArticle, clause.Header.Type));
    }

    /// <summary>The document.</summary>
    public AgreementDocument Document { get; }

    /// <summary>What kind of instrument it is.</summary>
    public InstrumentClause Instrument { get; }

    /// <summary>When it is in force.</summary>
    public ValidityClause Validity { get; }

    /// <summary>The id of the marking that binds objects to this version.</summary>
    public string MarkingId { get; }

    /// <summary>The properties at the top level that clauses speak about: what has to be known of an object.</summary>
    public ImmutableSortedSet<string> WatchedProperties { get; }

    /// <summary>The approvals without which nothing moves.</summary>
    internal ImmutableArray<ArrangementApprovalClause> Approvals { get; }

    /// <summary>Whether clauses ask about values inside an object, and not only which properties it has.</summary>
    public bool WatchesContent { get; }

    /// <summary>
    /// The part of time that an instant stands in, as far as clauses tell parts apart: in one part, and while the
    /// agreement is in force, equal facts are decided alike.
    /// </summary>
    public int PhaseAt(DateTimeOffset now)
    {
        var phase = 0;
        while (phase < _boundaries.Length && _boundaries[phase] <= now) phase++;
        return phase;
    }

    /// <summary>The instants after another at which some clause, or being in force, begins or ends.</summary>
    internal IEnumerable<DateTimeOffset> BoundariesAfter(DateTimeOffset now) =>
        _boundaries.Append(Validity.From).Where(boundary => boundary > now).Distinct().Order();

    /// <summary>What the recipient owes for everything that comes through a channel, sorted.</summary>
    public ImmutableArray<string> DutiesIn(ChannelTerms channel) =>
        [.. Document.Clauses.Where(clause => clause.Header.AppliesTo(channel.Discloser, channel.Recipient))
            .SelectMany(clause => clause.Duties(this, channel)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A party by its id.</summary>
    public Party? Find(string party) => _parties.GetValueOrDefault(party);

    /// <summary>A party by its STIX identity.</summary>
    public Party? FindByIdentity(string identity) => _byIdentity.GetValueOrDefault(identity);

    /// <summary>The channels that the agreement gives: each direction that a scope names.</summary>
    public ImmutableArray<ChannelTerms> Channels => Instrument.CanPermit
        ? [.. Document.Of<InformationScopeClause>().SelectMany(scope => scope.Directions).Distinct()
            .Select(way => new ChannelTerms(Document.Id, way.From, way.To, Document.Realm))]
        : [];

    internal ClauseRef Cite(Clause clause) => _citations[clause.Header.Id];
}
