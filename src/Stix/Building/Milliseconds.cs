namespace Entente.Stix.Building;

/// <summary>The precision of <c>created</c> and <c>modified</c> (§3.2).</summary>
internal static class Milliseconds
{
    /// <summary>The millisecond that an instant falls in.</summary>
    public static StixTimestamp Cut(StixTimestamp time)
    {
        var instant = time.ToInstant();
        return StixTimestamp.FromInstant(instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond)));
    }
}
