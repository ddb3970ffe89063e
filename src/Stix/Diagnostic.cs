namespace Entente.Stix;

/// <summary>One finding about an input. Bad input is data: findings are returned, never thrown.</summary>
/// <param name="Code">The stable code, for programs.</param>
/// <param name="Severity">Whether it breaks a MUST or a SHOULD.</param>
/// <param name="Pointer">Where in the object: a JSON pointer (RFC 6901); empty for the object itself.</param>
/// <param name="Offset">Where in the input: a byte offset from 0.</param>
/// <param name="Message">What is wrong, in lower case, with the input's own words in backticks.</param>
/// <param name="Hint">What to do about it, when there is something to say.</param>
/// <param name="Section">The section of the standard that is broken.</param>
public sealed record Diagnostic(
    string Code, Severity Severity, string Pointer, long Offset, string Message, string? Hint = null, string? Section = null);
