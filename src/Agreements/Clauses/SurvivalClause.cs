using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using Entente.Stix;
using NodaTime;

namespace Entente.Agreements.Clauses;

/// <summary>
/// Which clauses go on after the agreement has ended, for what was received while it was in force. The release gate
/// passes nothing on that came from others without consent, whether the agreement still runs or not.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="Clauses">The ids of the clauses that survive.</param>
/// <param name="Period">For how long; null without end.</param>
public sealed record SurvivalClause(ClauseHeader Header, ImmutableArray<string> Clauses, Period? Period)
    : Clause(Header)
{
    private const string Unlimited = "unlimited";

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release | ClauseModes.Receipt;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    /// <summary>The first instant at which the clauses no longer hold, the agreement having ended.</summary>
    public DateTimeOffset EndAfter(DateTimeOffset ended) =>
        Period is null ? DateTimeOffset.MaxValue : CalendarTime.Add(ended, Period);

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel) =>
        Clauses.Select(id => $"survives:{id}:{Period?.ToString() ?? Unlimited}");

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        foreach (var id in Clauses.Where(id => document.Clauses.All(clause => clause.Header.Id != id)))
        {
            yield return Fault("survival-unknown", "clauses", $"no clause has the id `{id}`");
        }
    }

    internal static SurvivalClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var clauses = parameters.Texts("clauses");
        var text = parameters.Text("period", text => text == Unlimited || CalendarTime.TryParse(text, out _));
        return new SurvivalClause(header, clauses, CalendarTime.TryParse(text, out var period) ? period : null);
    }
}
