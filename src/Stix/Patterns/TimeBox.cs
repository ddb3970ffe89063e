namespace Entente.Stix.Patterns;

/// <summary>
/// A condition on when an observation was made: it began not after one instant and ended not before another. A window
/// of <c>WITHIN</c> and both sides of <c>FOLLOWEDBY</c> are such conditions, and so are their intersections.
/// </summary>
internal readonly record struct TimeBox(decimal LatestFirst, decimal EarliestLast)
{
    public static TimeBox All { get; } = new(decimal.MaxValue, decimal.MinValue);

    public TimeBox NotAfter(decimal first) => this with { LatestFirst = Math.Min(LatestFirst, first) };

    public TimeBox NotBefore(decimal last) => this with { EarliestLast = Math.Max(EarliestLast, last) };
}
