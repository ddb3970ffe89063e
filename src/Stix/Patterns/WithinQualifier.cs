namespace Entente.Stix.Patterns;

/// <summary><c>WITHIN x SECONDS</c>: all observations fit in a window of that length.</summary>
/// <param name="Seconds">The length in seconds: an integer or a float above zero.</param>
public sealed record WithinQualifier(PatternConstant Seconds) : ObservationQualifier;
