using Entente.Cli.Output;
using Entente.Taxii;
using Entente.Taxii.Client;

namespace Entente.Cli.Taxii;

/// <summary>Carries what a server gives to where it is written, page by page, and knows how far it came.</summary>
/// <param name="session">The server.</param>
/// <param name="items">What it gives.</param>
/// <param name="all">Whether all pages are wanted.</param>
/// <param name="follows">Whether the next run is to go on where this one ended, which needs dates.</param>
internal sealed class Reading(ServerSession session, IAsyncEnumerable<TaxiiItem> items, bool all, bool follows)
{
    private readonly ProgressLine _progress = new(TimeProvider.System);
    private bool _hasMore;
    private long _count;

    /// <summary>When the last of all items was added; null when there were none.</summary>
    public TaxiiTimestamp? DateAddedLast { get; private set; }

    public async Task RunAsync(Stream output, ItemForm form, bool quiet)
    {
        await using var writer = new ItemWriter(output, form);
        try
        {
            await foreach (var item in items)
            {
                if (item is TaxiiStop stop)
                {
                    _progress.Clear();
                    throw session.FailureOf(stop.Fault);
                }

                if (item is TaxiiPage page)
                {
                    EndPage(page);
                    if (!all) break;
                    continue;
                }

                await writer.WriteAsync(item);
                _count++;
                if (!quiet) _progress.Update(() => $"{_count} read, {writer.Bytes / 1_000_000.0:0.0} MB");
            }

            await writer.CompleteAsync();
        }
        finally
        {
            _progress.Clear();
        }
    }

    /// <summary>Tells on standard error that one page was not everything.</summary>
    public void SayWhatIsLeft()
    {
        if (_hasMore && !all) Console.Error.WriteLine($"{_count} read; the server has more: `--all` reads on");
    }

    private void EndPage(TaxiiPage page)
    {
        _hasMore = page.More;
        if (page.DateAddedLast is { } last && (DateAddedLast is null || last > DateAddedLast)) DateAddedLast = last;
        if (!follows || page.Objects == 0 || page.DateAddedLast is not null) return;
        throw new Failure(
            "no-date-added", "the server does not say when its objects were added, so nobody can read on later",
            "use `--added-after` instead of `--since-file`");
    }
}
