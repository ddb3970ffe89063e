namespace Entente.Cli.Stix;

/// <summary>Works on things that arrived together on all processors, and gives the results in their order.</summary>
internal static class Batch
{
    /// <summary>Fewer than this are not worth waking other threads for.</summary>
    private const int ParallelFrom = 8;

    public static TResult[] Of<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> work)
    {
        var results = new TResult[items.Count];
        if (items.Count < ParallelFrom)
        {
            for (var i = 0; i < results.Length; i++) results[i] = work(items[i]);
        }
        else
        {
            Parallel.For(0, results.Length, i => results[i] = work(items[i]));
        }

        return results;
    }
}
