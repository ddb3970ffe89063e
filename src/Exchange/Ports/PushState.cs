namespace Entente.Exchange.Ports;

/// <summary>How far a push has come.</summary>
/// <param name="NextIndex">Every entry of the channel's log below it was accepted in an envelope, or given up.</param>
/// <param name="LastRunAt">When the last run ended; null before the first.</param>
/// <param name="LastSuccessAt">When a run last came to the end of the log; null before the first time.</param>
/// <param name="ErrorCode">Why the last run stopped, as a stable code; null when it did not.</param>
/// <param name="ErrorMessage">The same in words.</param>
/// <param name="Failures">How many runs have failed since the last one that did not.</param>
/// <param name="NextRunAt">When it runs next; null for at once.</param>
/// <param name="Delivered">Entries that the server says it has taken.</param>
public sealed record PushState(
    long NextIndex,
    DateTimeOffset? LastRunAt,
    DateTimeOffset? LastSuccessAt,
    string? ErrorCode,
    string? ErrorMessage,
    int Failures,
    DateTimeOffset? NextRunAt,
    long Delivered)
{
    /// <summary>The state of a push that has never run.</summary>
    public static PushState New { get; } = new(0, null, null, null, null, 0, null, 0);
}
