namespace Entente.Server.Api;

/// <summary>An entry that a push has given up.</summary>
/// <param name="Index">Its index in the channel's log.</param>
/// <param name="Id">The released id.</param>
/// <param name="Version">The released version; empty for an object without versions.</param>
/// <param name="Message">What the server said last.</param>
internal sealed record PushFailure(long Index, string Id, string Version, string Message);
