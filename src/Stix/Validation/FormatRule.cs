namespace Entente.Stix.Validation;

/// <summary>One form that a string must or should have.</summary>
internal sealed record FormatRule(
    string Code, Severity Severity, Func<string, bool> Matches, string Expected, string Section);
