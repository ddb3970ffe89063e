using System.Collections.Immutable;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using Entente.Stix;
using NodaTime;

namespace Entente.Agreements.Clauses;

/// <summary>
/// How long the recipient keeps what it received, and what it does then. It says so itself, by a certificate.
/// </summary>
/// <param name="Header">What every clause has.</param>
/// <param name="MaxPeriod">The longest time; null for no limit by time.</param>
/// <param name="Triggers">What ends it earlier: <c>purposeEnded</c>, <c>recall</c>, <c>termination</c>.</param>
/// <param name="Destroy">Whether it is destroyed; otherwise returned.</param>
/// <param name="Method">How it is destroyed or returned.</param>
/// <param name="CertificateDue">How soon after that the recipient certifies it; null for never.</param>
public sealed record RetentionClause(
    ClauseHeader Header,
    Period? MaxPeriod,
    ImmutableArray<string> Triggers,
    bool Destroy,
    string Method,
    Period? CertificateDue) : TimerClause(Header)
{
    private const string PurposeEnded = "purposeEnded";
    private const string Recall = "recall";
    private const string Termination = "termination";

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Receipt | ClauseModes.Timer;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Attested;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.Attested;

    /// <inheritdoc/>
    public override ImmutableArray<Obligation> Timers =>
    [
        .. MaxPeriod is null
            ? Array.Empty<Obligation>()
            : [Of(ObligationTrigger.Release, ClockStart.Received, MaxPeriod, "disposal")],
        .. CertificateDue is null ? [] : Triggers.Select(Certificate),
    ];

    internal override IEnumerable<string> Duties(CompiledAgreement agreement, ChannelTerms channel)
    {
        if (MaxPeriod is not null) yield return $"retention:max:{MaxPeriod}";
        foreach (var trigger in Triggers) yield return $"retention:until:{trigger}";
        yield return $"disposal:{(Destroy ? "destroy" : "return")}:{Method}";
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        foreach (var fault in base.Check(document)) yield return fault;
        if (MaxPeriod is null && Triggers.IsEmpty)
        {
            yield return Fault("timer-unresolved", "triggers", "nothing ever ends the time that it is kept");
        }
    }

    internal static RetentionClause Read(ClauseHeader header, ParameterReader parameters) => new(
        header,
        parameters.OptionalDuration("maxPeriod"),
        parameters.Texts("triggers", text => text is PurposeEnded or Recall or Termination),
        parameters.Choice("disposal", ("destroy", true), ("return", false)),
        parameters.Text("method"),
        parameters.OptionalDuration("certificateDue"));

    private Obligation Certificate(string trigger) => trigger switch
    {
        Recall => Of(ObligationTrigger.Recall, ClockStart.Received, CertificateDue!, "certificate"),
        Termination => Of(ObligationTrigger.Termination, ClockStart.Aware, CertificateDue!, "certificate"),
        _ => Of(ObligationTrigger.PurposeEnded, ClockStart.Aware, CertificateDue!, "certificate"),
    };

    private Obligation Of(ObligationTrigger trigger, ClockStart start, Period due, string content) =>
        new(Header.Id, trigger, 1, start, due, true, "originator", content, null, OnMiss.Record);
}
