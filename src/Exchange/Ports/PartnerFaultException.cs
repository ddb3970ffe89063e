namespace Entente.Exchange.Ports;

/// <summary>
/// A partner's node did not give what was asked: it is down, refuses us, or its answer is not what the protocol says.
/// </summary>
/// <param name="code">The stable code, such as <c>partner-down</c>, <c>partner-refused</c>, <c>partner-answer</c>.</param>
/// <param name="message">What happened, for our operator.</param>
public sealed class PartnerFaultException(string code, string message) : Exception(message)
{
    /// <summary>The stable code.</summary>
    public string Code { get; } = code;

    /// <summary>How long it asked us to wait; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
