using System.Threading.RateLimiting;
using Entente.Server.Hosting;

namespace Entente.Server.Taxii;

/// <summary>
/// How much of the node one partner may use: requests a second, and requests at once. Every partner has a measure of
/// its own, so the load of one takes nothing from another.
/// </summary>
internal sealed class RequestLimits(PartnerLimits limits) : IDisposable
{
    /// <summary>What a refused client is told to wait, in seconds.</summary>
    public const string RetryAfterSeconds = "1";

    /// <summary>
    /// A body is held in memory while it is read, so a request with one takes more room than another.
    /// </summary>
    private const int BodyWeight = 4;

    private const int RefillsPerSecond = 10;

    private readonly PartitionedRateLimiter<string> _rate = PartitionedRateLimiter.Create<string, string>(
        party => RateLimitPartition.GetTokenBucketLimiter(party, _ => Bucket(limits)));

    private readonly PartitionedRateLimiter<string> _atOnce = PartitionedRateLimiter.Create<string, string>(
        party => RateLimitPartition.GetConcurrencyLimiter(party, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = limits.RequestsAtOnceMax,
            QueueLimit = limits.RequestsWaitingMax,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    /// <summary>Takes one request off what a partner may ask in this second; false means 429.</summary>
    public bool TryCount(string party)
    {
        using var lease = _rate.AttemptAcquire(party);
        return lease.IsAcquired;
    }

    /// <summary>
    /// Waits for a place among the requests that a partner may have at once. The lease gives it back; one that was not
    /// acquired means 503.
    /// </summary>
    public ValueTask<RateLimitLease> EnterAsync(string party, bool hasBody, CancellationToken cancellation) =>
        _atOnce.AcquireAsync(party, hasBody ? Math.Min(BodyWeight, limits.RequestsAtOnceMax) : 1, cancellation);

    public void Dispose()
    {
        _rate.Dispose();
        _atOnce.Dispose();
    }

    /// <summary>A rate too low to be given out in tenths of a second is given out each second.</summary>
    private static TokenBucketRateLimiterOptions Bucket(PartnerLimits limits)
    {
        var refills = limits.RequestsPerSecondMax >= RefillsPerSecond ? RefillsPerSecond : 1;
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = limits.RequestsBurstMax,
            TokensPerPeriod = limits.RequestsPerSecondMax / refills,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / refills),
            QueueLimit = 0,
        };
    }
}
