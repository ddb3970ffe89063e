namespace Entente.Stix.Patterns;

/// <summary><c>( … )</c> around a comparison expression.</summary>
/// <param name="Inner">What stands in the parentheses.</param>
public sealed record ComparisonGroup(ComparisonExpression Inner) : ComparisonExpression;
