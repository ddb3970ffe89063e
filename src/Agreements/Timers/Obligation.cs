using NodaTime;

namespace Entente.Agreements.Timers;

/// <summary>
/// One stage of what somebody owes somebody in time. "Without undue delay and in any event within N" is two of them: a
/// soft target and a hard limit.
/// </summary>
/// <param name="ClauseId">The clause that it comes from.</param>
/// <param name="Trigger">What calls it into being.</param>
/// <param name="Stage">The stage, from 1.</param>
/// <param name="ClockStart">When its clock starts.</param>
/// <param name="Due">How long after that it is due. Calendar time, all days and hours alike.</param>
/// <param name="IsHard">Whether the time is a limit rather than a target.</param>
/// <param name="RecipientRole">To whom it is owed: a party id or a role.</param>
/// <param name="ContentProfile">What has to be in it.</param>
/// <param name="Extension">By how much the time may be extended; null for not at all.</param>
/// <param name="OnMiss">What happens when it is missed.</param>
public sealed record Obligation(
    string ClauseId,
    ObligationTrigger Trigger,
    int Stage,
    ClockStart ClockStart,
    Period Due,
    bool IsHard,
    string RecipientRole,
    string ContentProfile,
    Period? Extension,
    OnMiss OnMiss)
{
    /// <summary>The calendar: every hour of every day counts.</summary>
    public const string Calendar = "24x7";

    /// <summary>When it is due, its clock having started.</summary>
    public DateTimeOffset DueAt(DateTimeOffset started, bool extended = false)
    {
        var due = CalendarTime.Add(started, Due);
        return extended && Extension is not null ? CalendarTime.Add(due, Extension) : due;
    }

    /// <summary>When it is due after what has happened; null while its clock has not started.</summary>
    public DateTimeOffset? DueAfter(ObligationEvents events) =>
        events.StartOf(this) is { } started ? DueAt(started, events.Extended.Contains(Stage)) : null;

    /// <summary>How it stands at an instant after what has happened until then.</summary>
    public ObligationState StateAt(DateTimeOffset now, ObligationEvents events)
    {
        if (DueAfter(events) is not { } due) return ObligationState.NotStarted;
        if (events.Sent.TryGetValue(Stage, out var sent) && sent <= now)
        {
            return sent <= due ? ObligationState.Met : ObligationState.Missed;
        }

        return now <= due ? ObligationState.Running : ObligationState.Missed;
    }
}
