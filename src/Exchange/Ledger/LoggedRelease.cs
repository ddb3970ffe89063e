using Entente.Exchange.Release;

namespace Entente.Exchange.Ledger;

/// <summary>
/// Step 5. A release that has its index in the channel's log, durable and covered by a signed checkpoint. Its only
/// factory is the ledger.
/// </summary>
public sealed class LoggedRelease
{
    private LoggedRelease(Decision decision, string origin, long index, DateTimeOffset time)
    {
        Decision = decision;
        Origin = origin;
        Index = index;
        Time = time;
    }

    /// <summary>The decision that permitted it.</summary>
    public Decision Decision { get; }

    /// <summary>The channel's log.</summary>
    public string Origin { get; }

    /// <summary>Its index there.</summary>
    public long Index { get; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Called by the ledger after the commit, and by nobody else.</summary>
    internal static LoggedRelease Committed(Decision decision, string origin, long index, DateTimeOffset time) =>
        new(decision, origin, index, time);
}
