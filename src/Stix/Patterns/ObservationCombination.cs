namespace Entente.Stix.Patterns;

/// <summary>Two or more observation expressions joined by the same operator, from left to right.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Operands">At least two operands.</param>
public sealed record ObservationCombination(
    ObservationOperator Operator, PatternList<ObservationExpression> Operands) : ObservationExpression;
