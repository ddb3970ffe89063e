using System.Collections.Immutable;

namespace Entente.Agreements.Timers;

/// <summary>What has happened in one case so far: the clocks of its obligations start from it.</summary>
public sealed record ObligationEvents
{
    /// <summary>When somebody became aware.</summary>
    public DateTimeOffset? Aware { get; init; }

    /// <summary>When the message, object or request came.</summary>
    public DateTimeOffset? Received { get; init; }

    /// <summary>When a corrective measure became available.</summary>
    public DateTimeOffset? MeasureAvailable { get; init; }

    /// <summary>When each stage was sent.</summary>
    public ImmutableSortedDictionary<int, DateTimeOffset> Sent { get; init; } =
        ImmutableSortedDictionary<int, DateTimeOffset>.Empty;

    /// <summary>The stages whose time was extended.</summary>
    public ImmutableSortedSet<int> Extended { get; init; } = [];

    /// <summary>When the clock of an obligation started; null when it has not.</summary>
    public DateTimeOffset? StartOf(Obligation obligation) => obligation.ClockStart switch
    {
        ClockStart.Aware => Aware,
        ClockStart.Received => Received,
        ClockStart.MeasureAvailable => MeasureAvailable,
        _ => Sent.TryGetValue(obligation.Stage - 1, out var sent) ? sent : null,
    };
}
