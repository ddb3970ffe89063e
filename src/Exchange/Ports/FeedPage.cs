namespace Entente.Exchange.Ports;

/// <summary>What a foreign server said about a page that was read to its end.</summary>
/// <param name="Objects">How many objects it held.</param>
/// <param name="HasMore">Whether there is more.</param>
/// <param name="Next">Where the next page begins; null when the server does not say.</param>
/// <param name="DateAddedLast">When the last object was added, to the microsecond; null when it does not say.</param>
public sealed record FeedPage(long Objects, bool HasMore, string? Next, DateTimeOffset? DateAddedLast);
