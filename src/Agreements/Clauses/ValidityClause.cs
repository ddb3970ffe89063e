using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Agreements.Documents;

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

    internal override void Decide(ReleaseFacts facts, ChannelTerms channel, DateTimeOffset now, Findings findings)
    {
        if (WhyNotAt(now) is { } code) findings.Deny(code, this, $"in force from {From:O} until {Until:O}, and it is {now:O}");
    }

    internal static ValidityClause Read(ClauseHeader header, ParameterReader parameters)
    {
        parameters.OptionalText("signedOn");
        parameters.OptionalText("noticePeriod");
        var from = parameters.Instant("inForceFrom");
        var until = parameters.Instant("inForceUntil");
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

        return new ValidityClause(header, from, until, suspensions.ToImmutable());
    }
}
