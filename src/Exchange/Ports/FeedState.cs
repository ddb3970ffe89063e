namespace Entente.Exchange.Ports;

/// <summary>How far a feed has come.</summary>
/// <param name="Cursor">
/// Everything that the server added up to and including this time is stored; null before the first page.
/// </param>
/// <param name="LastRunAt">When the last run ended; null before the first.</param>
/// <param name="LastSuccessAt">When everything that the server had was stored last; null before the first time.</param>
/// <param name="ErrorCode">Why the last run stopped, as a stable code; null when it did not.</param>
/// <param name="ErrorMessage">The same in words.</param>
/// <param name="Failures">How many runs have failed since the last one that did not.</param>
/// <param name="NextRunAt">When it runs next; null for at once.</param>
/// <param name="Read">Objects that came so far, repetitions included.</param>
/// <param name="Stored">How many of them were new.</param>
/// <param name="Duplicates">How many were known already.</param>
/// <param name="Refused">How many were not taken.</param>
/// <param name="Refusals">Why, for the first objects of the last run that had any.</param>
public sealed record FeedState(
    DateTimeOffset? Cursor,
    DateTimeOffset? LastRunAt,
    DateTimeOffset? LastSuccessAt,
    string? ErrorCode,
    string? ErrorMessage,
    int Failures,
    DateTimeOffset? NextRunAt,
    long Read,
    long Stored,
    long Duplicates,
    long Refused,
    IReadOnlyList<string> Refusals)
{
    /// <summary>The state of a feed that has never run.</summary>
    public static FeedState New { get; } = new(null, null, null, null, null, 0, null, 0, 0, 0, 0, []);
}
