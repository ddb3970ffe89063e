namespace Entente.Exchange.Inbound;

/// <summary>Why a pull stopped. Everything verified before it stays stored; other channels go on.</summary>
/// <param name="Code">The stable code, such as <c>log-rolled-back</c> or <c>commitment-mismatch</c>.</param>
/// <param name="Origin">The channel's log.</param>
/// <param name="Index">The entry's index; null when it is about the log as a whole.</param>
/// <param name="Detail">What was found, for our operator.</param>
/// <param name="Freezes">True when the log contradicted itself: nothing more is taken until a person decides.</param>
public sealed record PullFault(string Code, string Origin, long? Index, string Detail, bool Freezes = false)
{
    /// <summary>The fault as one line.</summary>
    public override string ToString() =>
        Index is { } index ? $"{Code} at entry {index} of `{Origin}`: {Detail}" : $"{Code} in `{Origin}`: {Detail}";
}
