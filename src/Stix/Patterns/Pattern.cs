namespace Entente.Stix.Patterns;

/// <summary>
/// A pattern as a syntax tree (STIX 2.1 §9). The tree keeps the spelling of constants, operators, quoted keys and
/// redundant parentheses; white space and comments are not kept. Nesting is bounded by
/// <see cref="PatternLimits.DepthMax"/>, so walking it by recursion is safe.
/// </summary>
/// <param name="Root">The whole observation expression.</param>
/// <param name="Version">The dialect it was read in.</param>
public sealed record Pattern(ObservationExpression Root, PatternVersion Version)
{
    /// <summary>The pattern's text as <see cref="PatternPrinter.Print(Pattern)"/> gives it.</summary>
    public override string ToString() => PatternPrinter.Print(this);
}
