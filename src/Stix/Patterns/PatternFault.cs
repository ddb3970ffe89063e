namespace Entente.Stix.Patterns;

/// <summary>
/// Carries a fault of an evaluation up to the method that hands it out as a value; never leaves Patterns.
/// </summary>
internal sealed class PatternFault(string code, string message, string? hint = null, string? section = null)
    : Exception(message)
{
    public PatternDiagnostic ToDiagnostic() => new(code, 0, 1, 1, Message, hint, section);
}
