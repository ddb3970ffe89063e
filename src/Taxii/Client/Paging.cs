namespace Entente.Taxii.Client;

/// <summary>
/// Finds the question for the next page, and notices a server that leads us in circles: a cursor seen before, empty
/// pages without end, dates that do not move, more pages than anybody needs.
/// </summary>
internal sealed class Paging(TaxiiQuery first, TaxiiClientOptions options)
{
    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private int _pages;
    private int _emptyInARow;

    /// <summary>What to ask next; null when everything has come, or at a fault.</summary>
    public TaxiiQuery? Query { get; private set; } = first;

    public TaxiiFault? Fault { get; private set; }

    public TaxiiPage Turn(long items, bool more, string? next, TaxiiAnswer answer)
    {
        _pages++;
        _emptyInARow = items == 0 ? _emptyInARow + 1 : 0;
        var page = new TaxiiPage(_pages, items, more, answer.DateAddedFirst, answer.DateAddedLast) { Next = next };
        var asked = Query!;
        Query = null;
        if (!more) return page;
        if (_pages >= options.PagesMax)
        {
            Stop("too-many-pages", $"the server gave {_pages} pages and has more", "ask for larger pages");
        }
        else if (_emptyInARow > options.EmptyPagesMax)
        {
            Stop("empty-pages", $"the server gave {_emptyInARow} empty pages in a row and promises more");
        }
        else if (next is not null)
        {
            if (next.Length is 0 or > TaxiiQuery.NextCharsMax)
            {
                Stop("bad-next", $"`next` has not 1 to {TaxiiQuery.NextCharsMax} characters");
            }
            else if (_cursors.Add(next)) Query = asked with { Next = next };
            else Stop("paging-circle", "the server gave the same `next` twice");
        }
        else if (page.DateAddedLast is { } last && (asked.AddedAfter is null || last > asked.AddedAfter))
        {
            Query = asked with { Next = null, AddedAfter = last };
        }
        else
        {
            Stop("paging-stuck", "the server has more, but says neither `next` nor a later date");
        }

        return page;
    }

    private void Stop(string code, string message, string? hint = null) => Fault = new TaxiiFault(code, message, hint);
}
