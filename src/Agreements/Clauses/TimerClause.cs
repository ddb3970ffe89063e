using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using Entente.Stix;

namespace Entente.Agreements.Clauses;

/// <summary>A clause with obligations in time: it does not activate when one of them can't be resolved.</summary>
/// <param name="Header">What every clause has.</param>
public abstract record TimerClause(ClauseHeader Header) : Clause(Header)
{
    internal override IEnumerable<Diagnostic> Check(AgreementDocument document) => Timers
        .Select(timer => TimerWords.WhyUnresolved(timer, document)).OfType<string>().Distinct()
        .Select(why => Fault("timer-unresolved", "", why));
}
