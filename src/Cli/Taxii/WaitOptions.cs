using System.CommandLine;
using Entente.Cli.Output;

namespace Entente.Cli.Taxii;

/// <summary>Whether to follow pending objects until the server has decided, and how long.</summary>
internal sealed class WaitOptions
{
    private const int SecondsDefault = 600;

    private static readonly TimeSpan PauseFirst = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(30);

    private readonly Option<bool> _wait = new("--wait") { Description = "ask again until nothing is pending" };

    private readonly Option<int> _seconds = new("--timeout")
    {
        Description = "with --wait: give up after this many seconds",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => SecondsDefault,
    };

    public static WaitOptions AddTo(Command command)
    {
        var options = new WaitOptions();
        command.Add(options._wait);
        command.Add(options._seconds);
        return options;
    }

    /// <summary>Follows every status of a report that is pending, with pauses that double.</summary>
    public async Task FollowAsync(
        ParseResult parsed, ServerSession session, AdditionReport report, CancellationToken cancellation)
    {
        if (!parsed.GetValue(_wait) || report.Pending.Count == 0) return;
        var time = TimeProvider.System;
        var (start, most) = (time.GetTimestamp(), TimeSpan.FromSeconds(Math.Max(0, parsed.GetValue(_seconds))));
        await Waiting.WhileAsync("waiting for what is pending", async () =>
        {
            for (var pause = PauseFirst; report.Pending.Count > 0; pause = pause * 2 < PauseMax ? pause * 2 : PauseMax)
            {
                var left = most - time.GetElapsedTime(start);
                if (left <= TimeSpan.Zero)
                {
                    report.Stop(new Failure(
                        "still-pending", $"{report.PendingCount} objects are pending after {most.TotalSeconds:0} s",
                        "ask later with `entente taxii status`"));
                    return true;
                }

                await Task.Delay(left < pause ? left : pause, time, cancellation);
                if (!await AskAsync(session, report, cancellation)) return false;
            }

            return true;
        });
    }

    private static async Task<bool> AskAsync(
        ServerSession session, AdditionReport report, CancellationToken cancellation)
    {
        foreach (var pending in report.Pending)
        {
            var answer = await session.Client.GetStatusAsync(report.Root, pending.Id, cancellation);
            if (!answer.IsOk)
            {
                report.Stop(session.FailureOf(answer.Fault));
                return false;
            }

            report.Update(pending, answer.Value);
        }

        return true;
    }
}
