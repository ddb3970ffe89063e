using Entente.Exchange.Ports;

namespace Entente.Exchange.Feeds;

/// <summary>
/// Finds the question for each page of one run, and after each page the time up to which everything has come. Loses no
/// object, however many were added at the same instant, and notices a server that leads us in circles.
/// </summary>
/// <remarks>
/// A page that is not the last may end among objects that were added at one instant, so what has surely come ends just
/// before that instant: whoever goes on from there gets some objects again, which is harmless. The same holds after the
/// last page until a later run has seen that nothing was added at that instant since: a server whose clock is coarse may
/// still do so.
/// </remarks>
public sealed class FeedPaging
{
    /// <summary>How many objects are asked for at once.</summary>
    public const int PageObjects = 1_000;

    /// <summary>The most that is asked for when more objects than that were added at one instant.</summary>
    public const int PageObjectsMax = 64 * PageObjects;

    /// <summary>The most pages of one run.</summary>
    public const int PagesMax = 100_000;

    /// <summary>The most pages in a row that hold nothing and promise more.</summary>
    public const int EmptyPagesMax = 3;

    /// <summary>The grain of TAXII timestamps.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMicroseconds(1);

    private readonly DateTimeOffset? _start;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private DateTimeOffset? _latest;
    private long _objectsBefore;
    private int _pages;
    private int _emptyInARow;

    /// <summary>A run that goes on from a cursor; null from the beginning.</summary>
    public FeedPaging(DateTimeOffset? cursor)
    {
        (_start, Cursor) = (cursor, cursor);
        Question = new FeedQuestion(cursor, null, PageObjects);
    }

    /// <summary>Everything added up to and including this time has come; null when nothing is sure.</summary>
    public DateTimeOffset? Cursor { get; private set; }

    /// <summary>What to ask next; null when everything has come, or at a fault.</summary>
    public FeedQuestion? Question { get; private set; }

    /// <summary>Why there is no next question although the server has more; null when all is well.</summary>
    public PartnerFaultException? Fault { get; private set; }

    /// <summary>A page has come whole.</summary>
    public void Turn(FeedPage page)
    {
        var asked = Question!;
        Question = null;
        _pages++;
        _emptyInARow = page.Objects == 0 ? _emptyInARow + 1 : 0;
        if (page.DateAddedLast is { } last && !(last <= _latest)) _latest = last;
        MoveCursor(isLast: !page.HasMore);
        if (!page.HasMore) return;
        if (_pages >= PagesMax)
        {
            Stop("too-many-pages", $"the server gave {_pages} pages and has more");
        }
        else if (_emptyInARow > EmptyPagesMax)
        {
            Stop("empty-pages", $"the server gave {_emptyInARow} empty pages in a row and promises more");
        }
        else if (page.Next is { } next)
        {
            if (_seen.Add(next)) Question = asked with { Next = next };
            else Stop("paging-circle", "the server gave the same `next` twice");
        }
        else if (page.DateAddedLast is { } date)
        {
            GoOnFrom(date - Grain, asked, page.Objects);
        }
        else
        {
            Stop("paging-stuck", "the server has more, and says neither `next` nor when the last object was added");
        }
    }

    private void MoveCursor(bool isLast)
    {
        if (_latest is not { } latest) return;
        var sure = isLast && _start == latest - Grain ? latest : latest - Grain;
        if (!(sure <= Cursor)) Cursor = sure;
    }

    /// <summary>
    /// By dates alone: from just before the last one. When that is where we were, one instant fills the whole page, and
    /// only a larger page leads beyond it; stepping over it would lose what is left of it.
    /// </summary>
    private void GoOnFrom(DateTimeOffset after, FeedQuestion asked, long objects)
    {
        if (asked.AddedAfter is not { } before || after > before)
        {
            Question = new FeedQuestion(after, null, PageObjects);
            return;
        }

        var hasGrown = asked.Limit == PageObjects || objects > _objectsBefore;
        _objectsBefore = objects;
        if (after == before && hasGrown && asked.Limit < PageObjectsMax)
        {
            Question = asked with { Limit = asked.Limit * 2 };
        }
        else
        {
            Stop("paging-stuck", $"the server has more than {objects} objects of one instant and gives no `next`");
        }
    }

    private void Stop(string code, string message) => Fault = new PartnerFaultException(code, message);
}
