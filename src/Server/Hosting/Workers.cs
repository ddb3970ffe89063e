using Entente.Exchange;
using Entente.Exchange.Ports;

namespace Entente.Server.Hosting;

/// <summary>
/// What a node does by itself: decides what waits, pulls from partners at intervals, and runs the feeds and the
/// pushes that are due.
/// </summary>
internal static class Workers
{
    private static readonly TimeSpan SettleInterval = TimeSpan.FromSeconds(5);

    /// <summary>How soon a feed or a push that was added or let run again is seen.</summary>
    private static readonly TimeSpan FeedTick = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Runs until cancelled; a damaged store ends it with an exception, any other failure is retried.
    /// </summary>
    public static Task RunAsync(Node node, ILogger logger, CancellationToken cancellation) => Task.WhenAll(
        SettleAsync(node, logger, cancellation),
        RepeatAsync(
            TimeSpan.FromSeconds(node.Settings.PullIntervalSeconds), () => PullAsync(node, logger, cancellation), node.Clock,
            logger, cancellation),
        RepeatAsync(FeedTick, () => FeedAsync(node, logger, cancellation), node.Clock, logger, cancellation),
        RepeatAsync(FeedTick, () => PushAsync(node, logger, cancellation), node.Clock, logger, cancellation));

    /// <summary>At once when something came in, and at intervals for what comes to be in force meanwhile.</summary>
    private static async Task SettleAsync(Node node, ILogger logger, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await TryAsync(() => node.SettleAsync(cancellation), logger);
                await node.WaitForArrivalAsync(SettleInterval, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The node was told to stop.
        }
    }

    private static async Task PullAsync(Node node, ILogger logger, CancellationToken cancellation)
    {
        foreach (var report in await node.PullAsync(null, cancellation))
        {
            if (report.Fault is { } fault) NodeLog.PullStopped(logger, fault.ToString());
        }
    }

    private static async Task FeedAsync(Node node, ILogger logger, CancellationToken cancellation)
    {
        foreach (var (name, state) in await node.Feeds.StartDueAsync(cancellation))
        {
            NodeLog.FeedStopped(logger, name, state.ErrorCode!, state.ErrorMessage!);
        }
    }

    private static async Task PushAsync(Node node, ILogger logger, CancellationToken cancellation)
    {
        foreach (var (channel, state) in await node.Pushes.StartDueAsync(cancellation))
        {
            NodeLog.PushStopped(logger, channel, state.ErrorCode!, state.ErrorMessage!);
        }
    }

    private static async Task RepeatAsync(
        TimeSpan interval, Func<Task> work, TimeProvider clock, ILogger logger, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            do
            {
                await TryAsync(work, logger);
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException)
        {
            // The node was told to stop.
        }
    }

    private static async Task TryAsync(Func<Task> work, ILogger logger)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StoreDamagedException or LogMovedException))
        {
            NodeLog.WorkFailed(logger, failure);
        }
    }
}
