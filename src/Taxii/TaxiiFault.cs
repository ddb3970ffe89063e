namespace Entente.Taxii;

/// <summary>
/// Why something that came over the wire was not taken. A value, never thrown. Messages follow the house grammar: lower
/// case, no final stop, what was sent in backticks.
/// </summary>
/// <param name="Code">A stable code in kebab case, such as <c>query-limit</c> or <c>wrong-content-type</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to do about it; null when nothing helps.</param>
public sealed record TaxiiFault(string Code, string Message, string? Hint = null)
{
    /// <summary>
    /// The query parameter at fault, such as <c>match[version]</c>; null when it is not about a query.
    /// </summary>
    public string? Parameter { get; init; }

    /// <summary>The JSON pointer of the property at fault in a resource; null when it is not about one.</summary>
    public string? Pointer { get; init; }

    /// <summary>
    /// The HTTP status that the server answered; null when it did not, or when it is not the trouble.
    /// </summary>
    public int? HttpStatus { get; init; }

    /// <summary>The TAXII error that the server sent along; null when it sent none that could be read.</summary>
    public TaxiiError? ServerError { get; init; }

    /// <summary>How long the server asked to wait, when it did.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
