namespace Entente.Exchange.Feeds;

/// <summary>When a feed or a push runs next.</summary>
public static class RunTimes
{
    /// <summary>The shortest interval: more often would be a burden on a foreign server.</summary>
    public static readonly TimeSpan IntervalMin = TimeSpan.FromSeconds(5);

    /// <summary>The longest interval.</summary>
    public static readonly TimeSpan IntervalMax = TimeSpan.FromDays(30);

    /// <summary>The longest that a server can make us wait by asking for it.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromDays(1);

    private const int DoublingsMax = 30;
    private const double SpreadPart = 0.1;

    private static readonly TimeSpan FirstWaitMax = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WaitMax = TimeSpan.FromHours(1);

    /// <summary>
    /// After a run that went well: the interval, a tenth more or less, so that nodes do not come together.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="draw">A number from 0 up to 1, drawn anew each time.</param>
    public static DateTimeOffset AfterSuccess(DateTimeOffset now, TimeSpan interval, double draw) =>
        now + (interval * (1 + (SpreadPart * ((2 * draw) - 1))));

    /// <summary>
    /// After a run that failed: a wait that doubles with every failure, from the interval (a minute at most) up to an
    /// hour (the interval, when that is longer), shortened by up to a tenth; never before the time that the server
    /// asked for.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="failures">How many runs have failed in a row, this one included; at least 1.</param>
    /// <param name="retryAfter">What the server asked for; null when it did not.</param>
    /// <param name="draw">A number from 0 up to 1, drawn anew each time.</param>
    public static DateTimeOffset AfterFailure(
        DateTimeOffset now, TimeSpan interval, int failures, TimeSpan? retryAfter, double draw)
    {
        var first = interval < FirstWaitMax ? interval : FirstWaitMax;
        var most = interval > WaitMax ? interval : WaitMax;
        var seconds = first.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, DoublingsMax));
        var wait = TimeSpan.FromSeconds(Math.Min(seconds, most.TotalSeconds)) * (1 - (SpreadPart * draw));
        var asked = retryAfter > RetryAfterMax ? RetryAfterMax : retryAfter ?? TimeSpan.Zero;
        return now + (asked > wait ? asked * (1 + (SpreadPart * draw)) : wait);
    }
}
