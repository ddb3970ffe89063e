namespace Entente.Taxii.Client;

/// <summary>Which faults may pass if one waits, and how long to wait: doubling, unless the server says.</summary>
internal sealed class RetryWaits(TaxiiClientOptions options)
{
    private const int DoublingsMax = 6;

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(0.25);

    /// <summary>How long to wait before a request is sent again; null when that makes no sense.</summary>
    /// <param name="fault">Why it failed.</param>
    /// <param name="attempt">How often it was sent again before.</param>
    public TimeSpan? Before(TaxiiFault fault, int attempt)
    {
        if (fault.Code is "unreachable" or "no-answer")
        {
            return attempt < options.ConnectionRetriesMax ? Own(Cut, attempt) : null;
        }

        if (fault.HttpStatus is not (429 or 503) || attempt >= options.RetriesMax) return null;
        if (fault.RetryAfter is not { } asked) return Own(Busy, attempt);
        if (asked > options.RetryAfterMax) return null;
        return asked <= TimeSpan.Zero ? TimeSpan.Zero : asked + (Draw(0) * (Busy + (asked / 10)));
    }

    private TimeSpan Own(TimeSpan first, int attempt) =>
        first * (1 << Math.Min(attempt, DoublingsMax)) * (0.5 + (Draw(1) / 2));

    private double Draw(double unless) => Math.Clamp(options.Jitter?.Invoke() ?? unless, 0, 1);
}
