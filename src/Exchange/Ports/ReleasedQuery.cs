namespace Entente.Exchange.Ports;

/// <summary>
/// Which part of a channel to read. Every condition narrows; none can show what the log does not hold.
/// </summary>
/// <param name="Realm">The realm.</param>
/// <param name="Origin">The channel's log.</param>
/// <param name="From">The first index.</param>
/// <param name="CountMax">The most rows to return; at least 1.</param>
/// <param name="WithBytes">Whether the objects' bytes are wanted; manifests and version lists do without.</param>
public sealed record ReleasedQuery(Realm Realm, string Origin, long From, int CountMax, bool WithBytes)
{
    /// <summary>Only entries added strictly after this time (TAXII 2.1 §3.4).</summary>
    public DateTimeOffset? AddedAfter { get; init; }

    /// <summary>Only these object ids; empty for all.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Only these types; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>
    /// The size of the log as it is to be read: later entries are not there, and do not decide which version is the
    /// last. All by default.
    /// </summary>
    public long Until { get; init; } = long.MaxValue;

    /// <summary>
    /// Reading ends one row after the one whose bytes go beyond this, so that big objects do not make a page of any
    /// size, and a caller still sees whether there is more.
    /// </summary>
    public long BytesMax { get; init; } = long.MaxValue;

    /// <summary>Which versions of each object.</summary>
    public VersionFilter Versions { get; init; } = VersionFilter.Last;
}
