using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Entente.Agreements.Timers;

/// <summary>
/// Calendar arithmetic in UTC: a month after 31 January is the last day of February. Times beyond the calendar count as
/// its end, so that what never comes stands after everything else.
/// </summary>
public static partial class CalendarTime
{
    /// <summary>No duration that <see cref="TryParse"/> takes is longer.</summary>
    private const int YearsMax = 300;

    /// <summary>Reads an ISO 8601 duration, such as <c>P90D</c>, <c>P1M</c> or <c>PT72H</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Period? period)
    {
        var parsed = Duration().IsMatch(text) ? PeriodPattern.Roundtrip.Parse(text) : null;
        period = parsed?.Success == true ? parsed.Value : null;
        return period is not null;
    }

    /// <summary>The instant a duration later.</summary>
    public static DateTimeOffset Add(DateTimeOffset start, Period period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return IsBeyond(start, period)
            ? DateTimeOffset.MaxValue
            : ToInstant(ToLocal(start).Plus(period));
    }

    /// <summary>The instant a duration earlier.</summary>
    public static DateTimeOffset Subtract(DateTimeOffset end, Period period)
    {
        ArgumentNullException.ThrowIfNull(period);
        if (end == DateTimeOffset.MaxValue) return end;
        return end.UtcDateTime.Year <= YearsMax ? DateTimeOffset.MinValue : ToInstant(ToLocal(end).Minus(period));
    }

    /// <summary>Whether a duration takes no time.</summary>
    public static bool IsZero(Period period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return DaysMax(period) == 0;
    }

    internal static Period Multiply(Period period, int times) => new PeriodBuilder
    {
        Years = period.Years * times,
        Months = period.Months * times,
        Weeks = period.Weeks * times,
        Days = period.Days * times,
        Hours = period.Hours * times,
        Minutes = period.Minutes * times,
        Seconds = period.Seconds * times,
    }.Build();

    /// <summary>At most how many days it takes.</summary>
    private static double DaysMax(Period period) =>
        (period.Years * 366.0) + (period.Months * 31.0) + (period.Weeks * 7.0) + period.Days
        + (period.Hours / 24.0) + (period.Minutes / 1440.0) + (period.Seconds / 86400.0);

    private static bool IsBeyond(DateTimeOffset start, Period period) =>
        DaysMax(period) > (DateTimeOffset.MaxValue - start).TotalDays - 1;

    private static LocalDateTime ToLocal(DateTimeOffset instant) => LocalDateTime.FromDateTime(instant.UtcDateTime);

    private static DateTimeOffset ToInstant(LocalDateTime local) => new(local.ToDateTimeUnspecified(), TimeSpan.Zero);

    [GeneratedRegex(
        "^P(?!$)([0-9]{1,2}Y)?([0-9]{1,3}M)?([0-9]{1,3}W)?([0-9]{1,4}D)?" +
        "(T(?=[0-9])([0-9]{1,5}H)?([0-9]{1,5}M)?([0-9]{1,5}S)?)?\\z")]
    private static partial Regex Duration();
}
