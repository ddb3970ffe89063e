namespace Entente.Stix.Patterns;

/// <summary><c>[ … ]</c>: one observation holds one object that satisfies the comparison.</summary>
/// <param name="Comparison">What the object has to satisfy.</param>
public sealed record ObservationTest(ComparisonExpression Comparison) : ObservationExpression;
