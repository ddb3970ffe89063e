namespace Entente.Stix.Patterns;

/// <summary><c>REPEATS x TIMES</c>: the expression matches that many times, each time on other observations.</summary>
/// <param name="Times">An integer above zero.</param>
public sealed record RepeatsQualifier(PatternConstant Times) : ObservationQualifier;
