using System.Collections.Concurrent;

namespace Entente.Server.Feeds;

/// <summary>Runs named work side by side: some at once, the others wait, and none twice at once.</summary>
/// <typeparam name="T">What a run comes to.</typeparam>
internal sealed class SideBySide<T>(Func<string, CancellationToken, Task<T>> work) : IAsyncDisposable
{
    /// <summary>How many run at once.</summary>
    public const int AtOnceMax = 4;

    private readonly ConcurrentDictionary<string, Task<T>> _runs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places = new(AtOnceMax, AtOnceMax);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Starts a run, or gives the one of this name that is under way.</summary>
    public Task<T> Start(string name)
    {
        while (true)
        {
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var mine = RunAsync(name, start.Task);
            var run = _runs.GetOrAdd(name, mine);
            if (run == mine)
            {
                start.SetResult();
                return run;
            }

            start.SetCanceled();
            if (!run.IsCompleted) return run;
            Forget(name, run);
        }
    }

    /// <summary>
    /// What the runs that have ended since the last call came to. Fails as one of them did, when one did.
    /// </summary>
    public async Task<IReadOnlyList<(string Name, T Result)>> TakeEndedAsync()
    {
        var ended = new List<(string, T)>();
        foreach (var (name, run) in _runs)
        {
            if (!run.IsCompleted) continue;
            Forget(name, run);
            if (!run.IsCanceled) ended.Add((name, await run));
        }

        return ended;
    }

    /// <summary>Stops every run and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_runs.Values).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _stop.Dispose();
        _places.Dispose();
    }

    private void Forget(string name, Task<T> run) => _runs.TryRemove(new KeyValuePair<string, Task<T>>(name, run));

    private async Task<T> RunAsync(string name, Task started)
    {
        await started;
        await _places.WaitAsync(_stop.Token);
        try
        {
            return await work(name, _stop.Token);
        }
        finally
        {
            _places.Release();
        }
    }
}
