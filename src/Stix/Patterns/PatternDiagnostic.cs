namespace Entente.Stix.Patterns;

/// <summary>One finding about a pattern or about its evaluation.</summary>
/// <param name="Code">Stable name of the kind of finding, such as <c>pattern-string-open</c>.</param>
/// <param name="Position">Where it begins in the pattern, in UTF-16 characters from 0.</param>
/// <param name="Line">The line of that position, from 1.</param>
/// <param name="Column">The column of that position in UTF-16 characters, from 1.</param>
/// <param name="Message">What is wrong; lower case, user input in backticks.</param>
/// <param name="Hint">What to write instead, where that is known.</param>
/// <param name="Section">The section of the standard that the finding rests on.</param>
public sealed record PatternDiagnostic(
    string Code, int Position, int Line, int Column, string Message, string? Hint = null, string? Section = null)
{
    /// <summary>
    /// True where the pattern keeps its meaning and the finding is advice, for instance a day that no calendar has:
    /// it fits the grammar and only fails when it is compared.
    /// </summary>
    public bool IsWarning { get; init; }

    /// <summary>The finding as one line: <c>1:13: message</c>.</summary>
    public override string ToString() => $"{Line}:{Column}: {Message}";
}
