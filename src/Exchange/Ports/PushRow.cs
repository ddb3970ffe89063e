namespace Entente.Exchange.Ports;

/// <summary>
/// A push as the operator set it: a channel of ours that is delivered into a collection of the recipient's server.
/// </summary>
/// <param name="Realm">The channel's realm.</param>
/// <param name="ChannelId">The channel; it has one push at most.</param>
/// <param name="Remote">The collection.</param>
/// <param name="Interval">The time between two runs that find nothing to wait for.</param>
/// <param name="IsPaused">Whether it runs only when asked.</param>
/// <param name="AddedAt">When it was added; tells it from an earlier push of the same channel.</param>
public sealed record PushRow(
    Realm Realm,
    string ChannelId,
    RemoteCollection Remote,
    TimeSpan Interval,
    bool IsPaused,
    DateTimeOffset AddedAt);
