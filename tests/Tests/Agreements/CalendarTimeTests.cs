using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Entente.Agreements.Timers;
using NodaTime;
using Xunit;

namespace Entente.Tests.Agreements;

/// <summary>Calendar arithmetic of timers, terms and renewals, in UTC.</summary>
public sealed class CalendarTimeTests
{
    private static readonly Gen<DateTimeOffset> AnyTime = Gen.Select(
        Gen.Int[1990, 2090], Gen.Int[0, 365], Gen.Int[0, 86_399],
        (year, day, second) => new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day).AddSeconds(second));

    [Theory]
    [InlineData("2026-01-31T10:00:00Z", "P1M", "2026-02-28T10:00:00Z")]
    [InlineData("2028-01-31T10:00:00Z", "P1M", "2028-02-29T10:00:00Z")]
    [InlineData("2028-02-29T00:00:00Z", "P1Y", "2029-02-28T00:00:00Z")]
    [InlineData("2028-02-29T00:00:00Z", "P4Y", "2032-02-29T00:00:00Z")]
    [InlineData("2026-12-31T23:59:59Z", "PT1S", "2027-01-01T00:00:00Z")]
    [InlineData("2026-03-28T12:00:00Z", "P1D", "2026-03-29T12:00:00Z")]
    [InlineData("2026-03-28T12:00:00Z", "PT24H", "2026-03-29T12:00:00Z")]
    [InlineData("2026-10-24T23:30:00Z", "PT72H", "2026-10-27T23:30:00Z")]
    [InlineData("2026-01-01T00:00:00Z", "P1Y2M3DT4H5M6S", "2027-03-04T04:05:06Z")]
    [InlineData("2026-01-01T00:00:00Z", "P2W", "2026-01-15T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00Z", "PT0S", "2026-01-01T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00+09:00", "P1D", "2026-01-01T15:00:00Z")]
    [InlineData("9999-06-01T00:00:00Z", "P99Y", "9999-12-31T23:59:59.9999999Z")]
    public void A_duration_after(string start, string duration, string end)
    {
        Assert.True(CalendarTime.TryParse(duration, out var period));
        var sum = CalendarTime.Add(Time(start), period);
        Assert.Equal(Time(end), sum);
        Assert.Equal(TimeSpan.Zero, sum.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1")]
    [InlineData("-P1D")]
    [InlineData("P-1D")]
    [InlineData("P1.5D")]
    [InlineData("P1DT")]
    [InlineData("P1D ")]
    [InlineData("P1D\n")]
    [InlineData("p1d")]
    [InlineData("P100Y")]
    [InlineData("P1M1Y")]
    [InlineData("1D")]
    [InlineData("P\u0661D")]
    public void No_duration(string text) => Assert.False(CalendarTime.TryParse(text, out _));

    [Fact]
    public void A_month_later_is_the_same_day_or_the_last_of_a_shorter_month() => Gen.Select(AnyTime, Gen.Int[1, 60]).Sample(
        (start, months) =>
        {
            var later = CalendarTime.Add(start, Period.FromMonths(months));
            var expected = start.AddMonths(months);
            Assert.Equal(expected, later);
            Assert.True(later.Day == start.Day || later.Day == DateTime.DaysInMonth(later.Year, later.Month));
            Assert.Equal(start.TimeOfDay, later.TimeOfDay);
        });

    [Fact]
    public void Later_days_are_never_due_earlier() => Gen.Select(AnyTime, Gen.Int[0, 1000], Periods).Sample(
        (start, days, period) =>
            Assert.True(CalendarTime.Add(start, period) <= CalendarTime.Add(start.AddDays(days), period)));

    [Fact]
    public void Hours_are_hours_and_days_are_days_whatever_the_month() => Gen.Select(AnyTime, Gen.Int[0, 9999]).Sample(
        (start, count) =>
        {
            Assert.Equal(start.AddHours(count), CalendarTime.Add(start, Period.FromHours(count)));
            Assert.Equal(start.AddDays(count), CalendarTime.Add(start, Period.FromDays(count)));
            Assert.Equal(start.AddDays(-count), CalendarTime.Subtract(start, Period.FromDays(count)));
        });

    [Fact]
    public void Five_years_and_then_each_year_unless_notice_ninety_days_before()
    {
        var terms = Terms("2021-09-11T00:00:00Z", "P5Y", "P1Y", "P90D");
        Assert.Equal(Time("2026-09-11T00:00:00Z"), terms.EndAfter(0));
        Assert.Equal(Time("2029-09-11T00:00:00Z"), terms.EndAfter(3));
        Assert.Equal(Time("2026-09-11T00:00:00Z"), terms.EndOfTermAt(Time("2026-09-10T23:59:59Z")));
        Assert.Equal(Time("2027-09-11T00:00:00Z"), terms.EndOfTermAt(Time("2026-09-11T00:00:00Z")));
        Assert.Equal(Time("2026-06-13T00:00:00Z"), terms.NoticeBy(Time("2026-01-01T00:00:00Z")));
        Assert.Equal(Time("2026-09-11T00:00:00Z"), terms.EndAfterNotice(Time("2026-06-13T00:00:00Z")));
        Assert.Equal(Time("2027-09-11T00:00:00Z"), terms.EndAfterNotice(Time("2026-06-13T00:00:01Z")));
    }

    [Fact]
    public void Renewals_are_counted_from_the_beginning_so_that_no_day_is_lost()
    {
        var monthly = Terms("2026-01-31T00:00:00Z", "P1M", "P1M", null);
        Assert.Equal(Time("2026-02-28T00:00:00Z"), monthly.EndAfter(0));
        Assert.Equal(Time("2026-03-31T00:00:00Z"), monthly.EndAfter(1));
        var yearly = Terms("2024-02-29T00:00:00Z", "P1Y", "P1Y", null);
        Assert.Equal(Time("2028-02-29T00:00:00Z"), yearly.EndAfter(3));
    }

    [Fact]
    public void Notice_in_time_ends_the_term_and_late_notice_the_next() =>
        Gen.Select(AnyTime, Gen.Int[1, 10], Gen.Int[1, 24], Gen.Int[0, 200], Gen.Int[0, 15_000]).Sample(
            (from, years, months, notice, days) =>
            {
                var terms = new TermCalendar(
                    from, Period.FromYears(years), Period.FromMonths(months), Period.FromDays(notice));
                var given = from.AddDays(days);
                var end = terms.EndAfterNotice(given);
                Assert.True(given <= CalendarTime.Subtract(end, Period.FromDays(notice)), "notice came too late for that end");
                var renewals = terms.RenewalsAt(given);
                Assert.True(terms.EndAfter(renewals) > given);
                Assert.True(renewals == 0 || terms.EndAfter(renewals - 1) <= given);
                var last = Enumerable.Range(renewals, 500).First(i => terms.EndAfter(i) == end);
                Assert.True(
                    last == renewals
                    || given > CalendarTime.Subtract(terms.EndAfter(last - 1), Period.FromDays(notice)),
                    "an earlier end would have been possible");
            },
            iter: 2_000);

    [Fact]
    public void Without_renewal_there_is_one_end()
    {
        var terms = Terms("2026-01-01T00:00:00Z", "P1Y", null, "P90D");
        Assert.Equal(Time("2027-01-01T00:00:00Z"), terms.EndOfTermAt(Time("2030-01-01T00:00:00Z")));
        Assert.Equal(Time("2027-01-01T00:00:00Z"), terms.EndAfterNotice(Time("2026-12-31T00:00:00Z")));
    }

    [Fact]
    public void Stages_run_from_their_own_events()
    {
        var timers = CoastAgreements.Read(CoastClauses.Full()).Clauses
            .Single(clause => clause.Header.Type == "notification").Timers;
        Assert.Equal([(1, false), (1, true), (2, true), (3, true)], timers.Select(timer => (timer.Stage, timer.IsHard)));
        var aware = Time("2026-01-29T09:00:00Z");
        var events = new ObligationEvents { Aware = aware };
        Assert.Equal(aware, timers[0].DueAfter(events));
        Assert.Equal(aware.AddHours(24), timers[1].DueAfter(events));
        Assert.Equal(aware.AddHours(72), timers[2].DueAfter(events));
        Assert.Null(timers[3].DueAfter(events));
        Assert.Equal(ObligationState.NotStarted, timers[3].StateAt(aware.AddYears(1), events));
        Assert.Equal(ObligationState.Running, timers[2].StateAt(aware.AddHours(72), events));
        Assert.Equal(ObligationState.Missed, timers[2].StateAt(aware.AddHours(72).AddTicks(1), events));

        // The notification goes out on 31 January; the final report is due a month after it, and February is short.
        var told = events with
        {
            Sent = ImmutableSortedDictionary<int, DateTimeOffset>.Empty.Add(2, aware.AddHours(50)),
            Extended = [2],
        };
        Assert.Equal(Time("2026-02-28T11:00:00Z"), timers[3].DueAfter(told));
        Assert.Equal(ObligationState.Met, timers[2].StateAt(aware.AddYears(1), told));
        Assert.Equal(aware.AddHours(96), timers[2].DueAfter(told));
    }

    [Fact]
    public void An_obligation_once_missed_stays_missed() => Gen.Select(AnyTime, Periods, Gen.Int[0, 100_000_000], Gen.Int[0, 100_000_000]).Sample(
        (aware, due, sent, later) =>
        {
            var timer = new Obligation(
                "c1", ObligationTrigger.Compromise, 1, ClockStart.Aware, due, true, "originator", "loss", null, OnMiss.Record);
            var events = new ObligationEvents
            {
                Aware = aware,
                Sent = ImmutableSortedDictionary<int, DateTimeOffset>.Empty.Add(1, aware.AddSeconds(sent)),
            };
            var now = aware.AddSeconds(sent);
            var state = timer.StateAt(now, events);
            Assert.Equal(now <= timer.DueAt(aware) ? ObligationState.Met : ObligationState.Missed, state);
            Assert.Equal(state, timer.StateAt(now.AddSeconds(later), events));
        });

    private static Gen<Period> Periods => Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, 30], Gen.Int[0, 100], Gen.Int[0, 5_000],
        (years, months, days, hours) =>
            new PeriodBuilder { Years = years, Months = months, Days = days, Hours = hours }.Build());

    private static TermCalendar Terms(string from, string initial, string? renewal, string? notice) => new(
        Time(from), Read(initial)!, Read(renewal), Read(notice));

    private static Period? Read(string? text) => text is not null && CalendarTime.TryParse(text, out var period) ? period : null;

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
