using Entente.Matching;

namespace Entente.Exchange.Sightings;

/// <summary>The hits of one indicator in one scan, counted.</summary>
/// <param name="IndicatorId">The indicator.</param>
/// <param name="Count">How many events showed it.</param>
/// <param name="First">The first hit.</param>
/// <param name="FirstSeen">The earliest event time; null when no event had one.</param>
/// <param name="LastSeen">The latest event time.</param>
public sealed record SightingDraft(
    string IndicatorId, long Count, Hit First, DateTimeOffset? FirstSeen, DateTimeOffset? LastSeen)
{
    /// <summary>The draft with one more hit.</summary>
    public SightingDraft With(Hit hit) => this with
    {
        Count = Count + 1,
        FirstSeen = hit.Time < FirstSeen || FirstSeen is null ? hit.Time : FirstSeen,
        LastSeen = hit.Time > LastSeen || LastSeen is null ? hit.Time : LastSeen,
    };
}
