using System.Collections.Immutable;

namespace Entente.Agreements.Clauses;

/// <summary>What every clause has beside its parameters.</summary>
/// <param name="Id">Its id in the document.</param>
/// <param name="Type">Its type.</param>
/// <param name="SourceArticle">The article that it carries out, as people cite it.</param>
/// <param name="SourceTextSha256">SHA-256 (hex) of the authentic text that it implements.</param>
/// <param name="From">The disclosers it applies to; empty for all.</param>
/// <param name="To">The recipients it applies to; empty for all.</param>
/// <param name="Pointer">Where it stands in the document.</param>
public sealed record ClauseHeader(
    string Id,
    string Type,
    string SourceArticle,
    string SourceTextSha256,
    ImmutableArray<string> From,
    ImmutableArray<string> To,
    string Pointer)
{
    /// <summary>Whether the clause speaks about releases from one party to another.</summary>
    public bool AppliesTo(string discloser, string recipient) =>
        (From.IsEmpty || From.Contains(discloser)) && (To.IsEmpty || To.Contains(recipient));

    /// <summary>Whether there is a release that both clauses speak about.</summary>
    internal bool Overlaps(ClauseHeader other) => Meet(From, other.From) && Meet(To, other.To);

    private static bool Meet(ImmutableArray<string> left, ImmutableArray<string> right) =>
        left.IsEmpty || right.IsEmpty || left.Any(right.Contains);
}
