using NodaTime;

namespace Entente.Agreements.Timers;

/// <summary>
/// The terms of an agreement: a first one, then renewals as long as nobody gives notice in time. Ends are counted from
/// the beginning and not from each other, so that a term that began on the 31st does not slip through February to the
/// 28th.
/// </summary>
/// <param name="From">When the first term begins.</param>
/// <param name="InitialTerm">The first term.</param>
/// <param name="Renewal">By how much it is renewed each time; null for not at all.</param>
/// <param name="NoticePeriod">How long before an end notice is given at the latest; null for no limit.</param>
public sealed record TermCalendar(DateTimeOffset From, Period InitialTerm, Period? Renewal, Period? NoticePeriod)
{
    /// <summary>No more renewals are counted: thousands of years.</summary>
    private const int RenewalsMax = 10_000;

    /// <summary>The first instant after the first term and a number of renewals.</summary>
    public DateTimeOffset EndAfter(int renewals) => Renewal is null || CalendarTime.IsZero(Renewal)
        ? CalendarTime.Add(From, InitialTerm)
        : AddBoth(renewals);

    /// <summary>
    /// The end of the term that an instant stands in, should it not be renewed; the last end after the last.
    /// </summary>
    public DateTimeOffset EndOfTermAt(DateTimeOffset now) => EndAfter(RenewalsAt(now));

    /// <summary>The last instant for notice that ends the term an instant stands in.</summary>
    public DateTimeOffset NoticeBy(DateTimeOffset now) => BeforeNotice(EndOfTermAt(now));

    /// <summary>
    /// When the agreement ends after notice at an instant: with its term if that was in time, else with the next.
    /// </summary>
    public DateTimeOffset EndAfterNotice(DateTimeOffset given)
    {
        var renewals = RenewalsAt(given);
        var end = EndAfter(renewals);
        while (IsRenewed && given > BeforeNotice(end) && end < DateTimeOffset.MaxValue && renewals < RenewalsMax)
        {
            end = EndAfter(++renewals);
        }

        return end;
    }

    /// <summary>Whether it is renewed at the end of a term.</summary>
    public bool IsRenewed => Renewal is not null && !CalendarTime.IsZero(Renewal);

    /// <summary>How many renewals there have been at an instant when nobody has given notice.</summary>
    public int RenewalsAt(DateTimeOffset now)
    {
        if (!IsRenewed) return 0;
        var (low, high) = (0, RenewalsMax);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (EndAfter(middle) > now) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private DateTimeOffset BeforeNotice(DateTimeOffset end) =>
        NoticePeriod is null ? end : CalendarTime.Subtract(end, NoticePeriod);

    private DateTimeOffset AddBoth(int renewals)
    {
        var sum = InitialTerm + CalendarTime.Multiply(Renewal!, renewals);
        return CalendarTime.Add(From, sum);
    }
}
