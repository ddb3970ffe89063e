namespace Entente.Server.Auth;

/// <summary>What a request's credentials came to.</summary>
/// <param name="Party">The partner; null when none was proved.</param>
/// <param name="IsBusy">Too many passwords from this address are being tried; ask again later.</param>
internal readonly record struct AuthenticationResult(string? Party, bool IsBusy)
{
    public static AuthenticationResult Nobody { get; }

    public static AuthenticationResult Busy { get; } = new(null, IsBusy: true);

    public static AuthenticationResult Of(string? party) => new(party, IsBusy: false);
}
