namespace Entente.Stix.Patterns;

/// <summary>
/// An observation expression with qualifiers behind it (STIX 2.1 §9.5.1), applied from left to right.
/// </summary>
/// <param name="Observation">What is qualified: a test or a group.</param>
/// <param name="Qualifiers">At least one qualifier.</param>
public sealed record QualifiedObservation(
    ObservationExpression Observation, PatternList<ObservationQualifier> Qualifiers) : ObservationExpression;
