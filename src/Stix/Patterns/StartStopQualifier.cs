namespace Entente.Stix.Patterns;

/// <summary><c>START x STOP y</c>: every observation is at or after x and before y.</summary>
/// <param name="Start">A timestamp; in the 2.0 dialect it may be written as a string.</param>
/// <param name="Stop">A timestamp; in the 2.0 dialect it may be written as a string.</param>
public sealed record StartStopQualifier(PatternConstant Start, PatternConstant Stop) : ObservationQualifier;
