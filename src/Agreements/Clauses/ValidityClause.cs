using System.Collections.Immutable;
using System.Globalization;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;
using Entente.Agreements.Timers;
using Entente.Stix;
using NodaTime;

namespace Entente.Agreements.Clauses;

/// <summary>When the agreement is in force: from the first instant up to, not including, the last.</summary>
/// <param name="Header">What every clause has.</param>
/// <param name="From">The first instant in force.</param>
/// <param name="Until">The first instant no longer in force; expiry or termination, whichever comes first.</param>
/// <param name="Suspensions">Intervals in which nothing is released; an open one has no end yet.</param>
public sealed record ValidityClause(
    ClauseHeader Header,
    DateTimeOffset From,
    DateTimeOffset Until,
    ImmutableArray<(DateTimeOffset From, DateTimeOffset? Until)> Suspensions) : Clause(Header)
{
    /// <summary>By what it entered into force: recorded.</summary>
    public string? EntryRule { get; init; }

    /// <summary>Its terms, notice and renewals; null when it only has an end.</summary>
    public TermCalendar? Terms { get; init; }

    /// <summary>The end that the text states; null when it states terms only.</summary>
    public DateTimeOffset? StatedUntil { get; init; }

    /// <summary>How long before an end notice is given; null when nothing is said.</summary>
    public Period? NoticePeriod { get; init; }

    /// <inheritdoc/>
    public override ClauseModes Modes => ClauseModes.Release | ClauseModes.Timer;

    /// <inheritdoc/>
    public override Strength OwnNode => Strength.Prevented;

    /// <inheritdoc/>
    public override Strength Beyond => Strength.None;

    /// <summary>Whether it is in force at an instant, and if not, the code that says why.</summary>
    public string? WhyNotAt(DateTimeOffset now)
    {
        if (now < From) return "not-yet-in-force";
        if (now >= Until) return "no-longer-in-force";
        return Suspensions.Any(pause => now >= pause.From && (pause.Until is null || now < pause.Until)) ? "suspended" : null;
    }

    /// <summary>
    /// When the agreement ends after notice at an instant: with a term, or after the notice period; never later than
    /// its text says. Null when it provides for no notice.
    /// </summary>
    public DateTimeOffset? EndAfterNotice(DateTimeOffset given)
    {
        if (Terms is null && NoticePeriod is null) return null;
        var end = Terms is { IsRenewed: true } terms
            ? terms.EndAfterNotice(given)
            : NoticePeriod is null ? Until : CalendarTime.Add(given, NoticePeriod);
        return end < Until ? end : Until;
    }

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        if (WhyNotAt(now) is { } code) findings.Deny(code, this, $"in force from {From:O} until {Until:O}, and it is {now:O}");
    }

    internal override IEnumerable<Diagnostic> Check(AgreementDocument document)
    {
        if (Terms is not { IsRenewed: false } terms || StatedUntil is null) yield break;
        if (terms.EndAfter(0) == StatedUntil) yield break;
        yield return Fault(
            "clauses-contradict", "inForceUntil", $"the term that is not renewed ends {terms.EndAfter(0):O}");
    }

    internal static ValidityClause Read(ClauseHeader header, ParameterReader parameters)
    {
        parameters.OptionalText("signedOn", IsDate);
        var rule = parameters.OptionalText("entryRule", text => text is "laterNotification" or "signature" or "date");
        var notice = parameters.OptionalDuration("noticePeriod");
        var (initial, renewal) = (parameters.OptionalDuration("initialTerm"), parameters.OptionalDuration("renewal"));
        if (renewal is not null && !parameters.Has("initialTerm"))
        {
            parameters.Fault("clauses-contradict", "renewal", "what has no first term is not renewed");
        }

        var from = parameters.Instant("inForceFrom");
        var terms = initial is null ? null : new TermCalendar(from, initial, renewal, notice);
        var stated = parameters.Has("initialTerm")
            ? parameters.OptionalInstant("inForceUntil")
            : parameters.Instant("inForceUntil");
        var until = stated ?? DateTimeOffset.MaxValue;
        if (terms is { IsRenewed: false } && terms.EndAfter(0) < until) until = terms.EndAfter(0);
        if (until <= from) parameters.Fault("validity-empty", "inForceUntil", "it ends before it begins");
        if (parameters.OptionalInstant("terminatedOn") is { } terminated && terminated < until) until = terminated;
        var suspensions = ImmutableArray.CreateBuilder<(DateTimeOffset, DateTimeOffset?)>();
        foreach (var pause in parameters.Objects("suspended"))
        {
            var (start, end) = (pause.Instant("from"), pause.OptionalInstant("until"));
            if (end <= start) pause.Fault("validity-empty", "until", "it ends before it begins");
            suspensions.Add((start, end));
            pause.Finish();
        }

        return new ValidityClause(header, from, until, suspensions.ToImmutable())
        {
            EntryRule = rule,
            Terms = terms,
            StatedUntil = stated,
            NoticePeriod = notice,
        };
    }

    private static bool IsDate(string text) => StixTimestamp.TryParse(text, out _)
        || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
