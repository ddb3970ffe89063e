namespace Entente.Stix;

/// <summary>One thing that is wrong with bytes that came in. Bad input is data: it is reported, never thrown.</summary>
/// <param name="Code">Stable code in lower case with hyphens, for programs and for documentation.</param>
/// <param name="Severity">Whether the object can still be accepted.</param>
/// <param name="Pointer">RFC 6901 JSON pointer into the object; empty for the object as a whole.</param>
/// <param name="Offset">Byte offset, from zero, in the bytes that were given.</param>
/// <param name="Message">What is wrong, for people: lower case, no final stop, input in backticks.</param>
/// <param name="Hint">What would put it right, if that can be said.</param>
/// <param name="Section">Section of the standard that is broken, such as <c>STIX 2.1 §3.2</c>.</param>
public sealed record Diagnostic(
    string Code,
    Severity Severity,
    string Pointer,
    long Offset,
    string Message,
    string? Hint = null,
    string? Section = null);
