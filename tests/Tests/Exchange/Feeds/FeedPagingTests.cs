using System.Globalization;
using CsCheck;
using Entente.Exchange.Feeds;
using Entente.Exchange.Ports;
using Xunit;

namespace Entente.Tests.Exchange.Feeds;

/// <summary>
/// Paging against a server that is nothing but a list of dates: whatever stands where, everything is read, and a run
/// that died goes on without a gap.
/// </summary>
public sealed class FeedPagingTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Dates in microseconds, many of them equal.</summary>
    private static readonly Gen<int[]> Dates = Gen.Int[0, 12].Array[0, 60].Select(dates => dates.Order().ToArray());

    private static readonly Gen<(int[] Dates, int Page, bool HasNext, int DiesAfter)> Servers =
        Gen.Select(Dates, Gen.Int[1, 9], Gen.Bool, Gen.Int[0, 6]);

    [Fact]
    public void Everything_is_read_wherever_a_run_dies() => Servers.Sample(given =>
    {
        var server = new Server([.. given.Dates]) { PageMax = given.Page, HasNext = given.HasNext };
        var read = new HashSet<int>();
        var paging = new FeedPaging(null);
        Run(server, paging, read, given.DiesAfter);

        // Dies here: the cursor is all that is kept.
        var again = new FeedPaging(paging.Cursor);
        Run(server, again, read, int.MaxValue);
        if (again.Fault is null) return read.Count == given.Dates.Length;

        // The one thing that may stop it: no page of this server can hold what it added at one instant.
        return again.Fault.Code == "paging-stuck" && !given.HasNext
            && given.Dates.GroupBy(date => date).Any(same => same.Count() >= given.Page);
    });

    [Fact]
    public void What_is_added_between_runs_is_read_even_at_the_instant_of_the_last() =>
        Gen.Select(Servers, Dates).Sample((given, later) =>
        {
            var server = new Server([.. given.Dates]) { HasNext = given.HasNext };
            var read = new HashSet<int>();
            var paging = new FeedPaging(null);
            Run(server, paging, read, int.MaxValue);
            var last = given.Dates.DefaultIfEmpty(0).Max();
            server.Dates.AddRange(later.Select(date => last + date));
            var again = new FeedPaging(paging.Cursor);
            Run(server, again, read, int.MaxValue);
            return again.Fault is null && read.Count == server.Dates.Count;
        });

    [Fact]
    public void An_idle_server_is_soon_asked_for_nothing_twice()
    {
        var server = new Server([1, 2, 2, 2]);
        DateTimeOffset? cursor = null;
        var counts = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            var paging = new FeedPaging(cursor);
            counts.Add(Run(server, paging, [], int.MaxValue));
            cursor = paging.Cursor;
        }

        Assert.Equal([4, 3, 0, 0], counts);
        Assert.Equal(At(2), cursor);
    }

    [Fact]
    public void One_instant_that_fills_a_page_is_asked_for_in_a_larger_one()
    {
        var server = new Server([.. Enumerable.Repeat(5, 3_500), 6]) { PageMax = int.MaxValue, HasNext = false };
        var read = new HashSet<int>();
        var paging = new FeedPaging(null);
        Run(server, paging, read, int.MaxValue);
        Assert.Null(paging.Fault);
        Assert.Equal(3_501, read.Count);
    }

    [Fact]
    public void Circles_are_noticed()
    {
        Assert.Equal("paging-circle", FaultOf(new FeedPage(1, true, "same", At(1))));
        Assert.Equal("paging-stuck", FaultOf(new FeedPage(1, true, null, null)));
        Assert.Equal("paging-stuck", FaultOf(new FeedPage(1, true, null, At(1))));
        Assert.Equal("empty-pages", FaultOf(new FeedPage(0, true, null, At(1)), countsNext: true));
        Assert.Equal("too-many-pages", FaultOf(new FeedPage(1, true, null, At(1)), countsNext: true));
    }

    [Fact]
    public void A_server_that_says_no_dates_is_read_from_the_beginning_each_time()
    {
        var paging = new FeedPaging(null);
        paging.Turn(new FeedPage(3, true, "n", null));
        paging.Turn(new FeedPage(3, false, null, null));
        Assert.Null(paging.Fault);
        Assert.Null(paging.Question);
        Assert.Null(paging.Cursor);
    }

    [Fact]
    public void The_cursor_never_goes_back()
    {
        var paging = new FeedPaging(At(9));
        paging.Turn(new FeedPage(3, true, "n", At(3)));
        Assert.Equal(At(9), paging.Cursor);
        paging.Turn(new FeedPage(3, false, null, At(2)));
        Assert.Equal(At(9), paging.Cursor);
    }

    private static string FaultOf(FeedPage page, bool countsNext = false)
    {
        var paging = new FeedPaging(null);
        for (var i = 0; paging.Question is not null; i++)
        {
            paging.Turn(countsNext
                ? page with { Next = i.ToString(CultureInfo.InvariantCulture), DateAddedLast = At(i) }
                : page);
        }

        return paging.Fault!.Code;
    }

    /// <summary>Reads until the end, a fault, or so many pages; gives how many objects came.</summary>
    private static int Run(Server server, FeedPaging paging, HashSet<int> read, int pagesMax)
    {
        var count = 0;
        for (var pages = 0; pages < pagesMax && paging.Question is { } question; pages++)
        {
            var (indexes, page) = server.Answer(question);
            read.UnionWith(indexes);
            count += indexes.Count;
            paging.Turn(page);
            Assert.True(pages < 500, "paging does not end");
        }

        return count;
    }

    private static DateTimeOffset At(long micros) => Start + TimeSpan.FromMicroseconds(micros);

    private sealed class Server(List<int> dates)
    {
        public List<int> Dates { get; } = dates;

        public int PageMax { get; init; } = 1_000;

        public bool HasNext { get; init; } = true;

        public (List<int> Indexes, FeedPage Page) Answer(FeedQuestion question)
        {
            var all = Enumerable.Range(0, Dates.Count).OrderBy(i => Dates[i]).ThenBy(i => i)
                .Where(i => !(At(Dates[i]) <= question.AddedAfter)).ToList();
            var from = question.Next is { } next ? int.Parse(next, CultureInfo.InvariantCulture) : 0;
            var page = all.Skip(from).Take(Math.Min(PageMax, question.Limit)).ToList();
            var end = from + page.Count;
            var hasMore = end < all.Count;
            DateTimeOffset? last = page.Count > 0 ? At(Dates[page[^1]]) : null;
            var cursor = hasMore && HasNext ? end.ToString(CultureInfo.InvariantCulture) : null;
            return (page, new FeedPage(page.Count, hasMore, cursor, last));
        }
    }
}
