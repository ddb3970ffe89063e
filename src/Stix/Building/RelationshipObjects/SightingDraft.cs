using System.Collections.Immutable;

namespace Entente.Stix.Building;

/// <summary>That something was seen: an indicator, malware, an actor: the <c>sighting</c> (§5.2).</summary>
/// <remarks><see cref="LastSeen"/> must not be before <see cref="FirstSeen"/>.</remarks>
public sealed record SightingDraft : VersionedDraft
{
    /// <summary>What more there is to say of it (§5.2).</summary>
    public string? Description { get; init; }

    /// <summary>When the seeing began (§5.2).</summary>
    public StixTimestamp? FirstSeen { get; init; }

    /// <summary>When it ended (§5.2).</summary>
    public StixTimestamp? LastSeen { get; init; }

    /// <summary>How often it was seen, from 0 to 999,999,999 (§5.2).</summary>
    public long? Count { get; init; }

    /// <summary>What was seen; names any domain object or an object of a custom type (§5.2).</summary>
    public required string SightingOfRef { get; init; }

    /// <summary>The raw data that shows it; names <c>observed-data</c> (§5.2).</summary>
    public ImmutableArray<string> ObservedDataRefs { get; init; } = [];

    /// <summary>Who saw it, or where; names <c>identity</c> or <c>location</c> (§5.2).</summary>
    public ImmutableArray<string> WhereSightedRefs { get; init; } = [];

    /// <summary>Whether this sums up other sightings (§5.2).</summary>
    public bool? Summary { get; init; }

    /// <inheritdoc/>
    public override string Type => "sighting";

    internal override void Write(MemberWriter to)
    {
        to.Put("description", Description);
        to.Put("first_seen", FirstSeen);
        to.Put("last_seen", LastSeen);
        to.Put("count", Count);
        to.Put("sighting_of_ref", SightingOfRef);
        to.Put("observed_data_refs", ObservedDataRefs);
        to.Put("where_sighted_refs", WhereSightedRefs);
        to.Put("summary", Summary);
    }
}
