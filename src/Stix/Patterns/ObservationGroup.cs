namespace Entente.Stix.Patterns;

/// <summary><c>( … )</c> around an observation expression.</summary>
/// <param name="Inner">What stands in the parentheses.</param>
public sealed record ObservationGroup(ObservationExpression Inner) : ObservationExpression;
