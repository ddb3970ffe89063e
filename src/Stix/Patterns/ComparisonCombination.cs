namespace Entente.Stix.Patterns;

/// <summary>Two or more comparison expressions joined by the same connective, from left to right.</summary>
/// <param name="Connective">The connective.</param>
/// <param name="Operands">At least two operands.</param>
public sealed record ComparisonCombination(
    ComparisonConnective Connective, PatternList<ComparisonExpression> Operands) : ComparisonExpression;
