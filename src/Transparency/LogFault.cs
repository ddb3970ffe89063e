namespace Entente.Transparency;

/// <summary>Something in a log that does not verify (see <see cref="LogVerifier"/> for the codes).</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Index">
/// The index of the entry that it concerns, or of the first one; null for the log as a whole.
/// </param>
/// <param name="Message">What was found.</param>
public sealed record LogFault(string Code, long? Index, string Message);
