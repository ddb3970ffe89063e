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
    private readonly FrozenDictionary<string, Party> _parties;
    private readonly FrozenDictionary<string, Party> _byIdentity;
    private readonly FrozenDictionary<string, ClauseRef> _citations;

    internal CompiledAgreement(AgreementDocument document)
    {
        Document = document;
        Instrument = document.Of<InstrumentClause>().Single();
        Validity = document.Of<ValidityClause>().Single();
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
