namespace Entente.Taxii.Client;

/// <summary>
/// A page was read to its end. Whoever keeps the objects safe here can go on later from
/// <see cref="DateAddedLast"/> (as <c>added_after</c>).
/// </summary>
/// <param name="Number">The page's number, from 1.</param>
/// <param name="Objects">How many objects it held.</param>
/// <param name="More">Whether the server has more.</param>
/// <param name="DateAddedFirst">When its first object was added; null when the server did not say.</param>
/// <param name="DateAddedLast">When its last object was added; null when the server did not say.</param>
public sealed record TaxiiPage(
    int Number,
    long Objects,
    bool More,
    TaxiiTimestamp? DateAddedFirst,
    TaxiiTimestamp? DateAddedLast) : TaxiiItem
{
    /// <summary>Where the server says that the next page begins; null when it does not say.</summary>
    public string? Next { get; init; }
}
