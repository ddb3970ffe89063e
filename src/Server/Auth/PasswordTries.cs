using System.Net;
using System.Threading.RateLimiting;

namespace Entente.Server.Auth;

/// <summary>
/// Bounds what passwords may cost. Checking one takes memory and time on purpose, so a stranger who tries many must
/// neither fill the node with checks nor keep others from theirs: each address has its measure, and few checks run at
/// once. Checks that are remembered cost nothing and do not come here.
/// </summary>
internal sealed class PasswordTries : IDisposable
{
    /// <summary>Passwords that one address may have checked in one go.</summary>
    public const int BurstMax = 20;

    /// <summary>Passwords that one address may have checked a second, after that.</summary>
    public const int PerSecondMax = 2;

    /// <summary>How many checks run at once; each takes 19 MiB.</summary>
    private const int AtOnceMax = 2;

    private readonly SemaphoreSlim _places = new(AtOnceMax, AtOnceMax);

    private readonly PartitionedRateLimiter<IPAddress> _tries = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = BurstMax,
            TokensPerPeriod = PerSecondMax,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    /// <summary>Runs a check when its turn comes; null when the address has had its measure.</summary>
    public async Task<bool?> CheckAsync(IPAddress address, Func<bool> check, CancellationToken cancellation)
    {
        using var lease = _tries.AttemptAcquire(address);
        if (!lease.IsAcquired) return null;
        await _places.WaitAsync(cancellation);
        try
        {
            return check();
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        _tries.Dispose();
        _places.Dispose();
    }
}
