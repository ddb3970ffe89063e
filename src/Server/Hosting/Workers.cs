using Entente.Exchange;
using Entente.Exchange.Ports;

namespace Entente.Server.Hosting;

/// <summary>What a node does by itself: decides what waits, and pulls from partners at intervals.</summary>
internal static class Workers
{
    private static readonly TimeSpan SettleInterval = TimeSpan.FromSeconds(5);

    /// <summary>Runs until cancelled; a damaged store ends it with an exception, any other failure is retried.</summary>
    public static Task RunAsync(Node node, ILogger logger, CancellationToken cancellation) => Task.WhenAll(
        RepeatAsync(SettleInterval, () => node.SettleAsync(cancellation), node.Clock, logger, cancellation),
        RepeatAsync(
            TimeSpan.FromSeconds(node.Settings.PullIntervalSeconds), () => PullAsync(node, logger, cancellation), node.Clock,
            logger, cancellation));

    private static async Task PullAsync(Node node, ILogger logger, CancellationToken cancellation)
    {
        foreach (var report in await node.PullAsync(null, cancellation))
        {
            if (report.Fault is { } fault) NodeLog.PullStopped(logger, fault.ToString());
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
                try
                {
                    await work();
                }
                catch (Exception failure) when (failure is not (OperationCanceledException or StoreDamagedException or LogMovedException))
                {
                    NodeLog.WorkFailed(logger, failure);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException)
        {
            // The node was told to stop.
        }
    }
}
