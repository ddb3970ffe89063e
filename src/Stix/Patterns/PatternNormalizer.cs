using System.Diagnostics.CodeAnalysis;

namespace Entente.Stix.Patterns;

/// <summary>
/// Brings patterns into a normal form: comparisons and observations as alternatives (OR) of conjunctions, sorted, each
/// once, without what another alternative implies, every constant in one spelling. FOLLOWEDBY keeps its order, AND of
/// observations keeps repeated sides, because each takes an observation of its own.
/// </summary>
public static class PatternNormalizer
{
    /// <summary>What a pattern that nothing can satisfy becomes.</summary>
    private static readonly ObservationExpression Never = new ObservationTest(new PropertyTest(
        new ObjectPath("never", new(PathStep.Key("never"))), false, ComparisonOperator.In, "IN", new()));

    /// <summary>Brings a pattern into normal form.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="normal">The normal form, or null. It is in normal form itself.</param>
    /// <param name="fault">
    /// Why there is none, or null: alternatives multiply, and their number is bounded by
    /// <see cref="PatternLimits.NormalTermsMax"/>.
    /// </param>
    /// <param name="limits">What to refuse; the defaults if null.</param>
    public static bool TryNormalize(
        Pattern pattern,
        [NotNullWhen(true)] out Pattern? normal,
        [NotNullWhen(false)] out PatternDiagnostic? fault,
        PatternLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        normal = null;
        fault = null;
        try
        {
            var terms = new ObservationTerms(limits ?? PatternLimits.Default).Of(pattern.Root);
            normal = new Pattern(terms.Count == 0 ? Never : ObservationTerms.Join(terms), pattern.Version);
            return true;
        }
        catch (PatternFault found)
        {
            fault = found.ToDiagnostic();
            return false;
        }
    }
}
