namespace Entente.Stix.Patterns;

/// <summary><c>path operator constant</c>, the atom of a pattern (STIX 2.1 §9.6).</summary>
/// <param name="Path">The values compared.</param>
/// <param name="Negated">Whether <c>NOT</c> stands before the operator.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Spelling">The operator as written, where several spellings exist.</param>
/// <param name="Constants">
/// What is compared with: one constant, any number (also none) for <see cref="ComparisonOperator.In"/>, none for
/// <see cref="ComparisonOperator.Exists"/>.
/// </param>
public sealed record PropertyTest(
    ObjectPath Path, bool Negated, ComparisonOperator Operator, string Spelling,
    PatternList<PatternConstant> Constants) : ComparisonExpression;
