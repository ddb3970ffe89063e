namespace Entente.Server.Auth;

/// <summary>What became of a request's credentials.</summary>
/// <param name="Party">The party that the request comes from; null when it showed no valid credential.</param>
/// <param name="IsBusy">It was not looked into, because too many passwords wait already; it may come again.</param>
internal readonly record struct Identification(string? Party, bool IsBusy = false)
{
    public static Identification Refused => default;

    public static Identification Busy => new(null, IsBusy: true);
}
