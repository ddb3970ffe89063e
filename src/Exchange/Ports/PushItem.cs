namespace Entente.Exchange.Ports;

/// <summary>An entry that was sent, or tried, and of which the server has not yet said that it has taken it.</summary>
/// <param name="Index">Its index in the channel's log.</param>
/// <param name="ObjectId">The released id.</param>
/// <param name="Version">The released version; empty for an object without versions.</param>
/// <param name="StatusId">The status resource to ask; null when it is to be sent (again).</param>
/// <param name="Polls">How often that was asked.</param>
/// <param name="Attempts">How often the server has refused it.</param>
/// <param name="DueAt">When to ask or send next.</param>
/// <param name="IsFailed">Whether it is given up.</param>
/// <param name="Message">What the server said last; null when nothing.</param>
public sealed record PushItem(
    long Index,
    string ObjectId,
    string Version,
    string? StatusId,
    int Polls,
    int Attempts,
    DateTimeOffset DueAt,
    bool IsFailed,
    string? Message);
