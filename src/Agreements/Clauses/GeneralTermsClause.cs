using System.Collections.Immutable;
using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using Entente.Stix;
using NodaTime;

namespace Entente.Agreements.Clauses;

/// <summary>What else is agreed. It is recorded; only notice of a compelled disclosure has a clock.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="LawSupremacy">Whether each side's law comes first.</param>
/// <param name="CompelledDisclosureTo">Who is told when disclosure is compelled; null for nobody.</param>
/// <param name="CompelledDisclosureDue">How soon.</param>
/// <param name="Liability">Who answers for damage.</param>
/// <param name="Cost">Who bears the cost.</param>
/// <param name="NoWarranty">Whether information comes without warranty.</param>
/// <param name="Binding">Whether the text binds legally, as it says itself.</param>
public sealed record GeneralTermsClause(
    ClauseHeader Header,
    bool LawSupremacy,
    string? CompelledDisclosureTo,
    Period? CompelledDisclosureDue,
    string? Liability,
    string? Cost,
    bool NoWarranty,
    bool Binding) : TimerClause(Header)
{
    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Record | ClauseModes.Timer;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Attested;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    /// <inheritdoc/>
    public override ImmutableArray<Obligation> Timers => CompelledDisclosureDue is null || CompelledDisclosureTo is null
        ? []
        : [new(
            Header.Id, ObligationTrigger.CompelledDisclosure, 1, ClockStart.Received, CompelledDisclosureDue, true,
            CompelledDisclosureTo, "disclosure", null, OnMiss.Escalate)];

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        foreach (var fault in base.Check(document)) yield return fault;
        if (document.Of<InstrumentClause>().FirstOrDefault() is { } instrument && instrument.Binding != Binding)
        {
            yield return Fault("clauses-contradict", "legalStatus", "the instrument says the opposite");
        }
    }

    internal static GeneralTermsClause Read(ClauseHeader header, ParameterReader parameters)
    {
        var law = parameters.Flag("lawSupremacy");
        string? to = null;
        Period? due = null;
        if (parameters.OptionalObject("compelledDisclosure") is { } compelled)
        {
            (to, due) = (compelled.Text("to"), compelled.Duration("due"));
            compelled.Finish();
        }

        return new GeneralTermsClause(
            header, law, to, due, parameters.OptionalText("liability"), parameters.OptionalText("cost"),
            parameters.Flag("noWarranty"), parameters.Choice("legalStatus", ("binding", true), ("nonBinding", false)));
    }
}
