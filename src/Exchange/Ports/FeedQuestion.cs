namespace Entente.Exchange.Ports;

/// <summary>Which page of a foreign collection is asked for: every version, in the order of being added.</summary>
/// <param name="AddedAfter">Only what was added strictly after this time; null from the beginning.</param>
/// <param name="Next">Where the server said that the page begins; null for the first.</param>
/// <param name="Limit">How many objects are wanted; the server may give fewer.</param>
public sealed record FeedQuestion(DateTimeOffset? AddedAfter, string? Next, int Limit);
