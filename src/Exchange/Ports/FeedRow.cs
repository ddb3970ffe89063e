namespace Entente.Exchange.Ports;

/// <summary>A feed as the operator set it: which foreign collection is read, how often, and as what.</summary>
/// <param name="Name">Its name, unique in this node.</param>
/// <param name="Realm">The realm that its objects enter.</param>
/// <param name="Remote">The collection.</param>
/// <param name="Party">Who gives it: the origin of everything read.</param>
/// <param name="AgreementId">The agreement under which that party gives it; null for none.</param>
/// <param name="AssumedMarking">The id of the marking to assume for objects without any; null for none.</param>
/// <param name="Interval">The time between two runs.</param>
/// <param name="Types">Only these STIX types, sorted; empty for all.</param>
/// <param name="IsPaused">Whether it runs only when asked.</param>
/// <param name="AddedAt">When it was added; tells it from an earlier feed of the same name.</param>
public sealed record FeedRow(
    string Name,
    Realm Realm,
    RemoteCollection Remote,
    string Party,
    string? AgreementId,
    string? AssumedMarking,
    TimeSpan Interval,
    IReadOnlyList<string> Types,
    bool IsPaused,
    DateTimeOffset AddedAt);
