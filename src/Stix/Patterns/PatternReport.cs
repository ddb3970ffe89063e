using System.Collections.Immutable;

namespace Entente.Stix.Patterns;

/// <summary>Collects what one parse finds, up to a limit, and knows lines and columns.</summary>
internal sealed class PatternReport(string text, int diagnosticsMax)
{
    private const int ShownCharsMax = 40;
    private readonly List<PatternDiagnostic> _found = [];

    /// <summary>How many errors were found, counted also beyond the limit.</summary>
    public int Errors { get; private set; }

    /// <summary>Whether so much was found that going on helps nobody.</summary>
    public bool IsFull => _found.Count >= diagnosticsMax;

    public ImmutableArray<PatternDiagnostic> ToDiagnostics() => [.. _found.OrderBy(d => d.Position)];

    public void Error(string code, int position, string message, string? hint = null, string? section = null)
    {
        Errors++;
        Add(code, position, message, hint, section, isWarning: false);
    }

    public void Warning(string code, int position, string message, string? section = null) =>
        Add(code, position, message, null, section, isWarning: true);

    /// <summary>A piece of the text, cut where it is too long to show.</summary>
    public string Shorten(int start, int end)
    {
        if (end - start <= ShownCharsMax) return text[start..end];
        var cut = start + ShownCharsMax;
        if (char.IsHighSurrogate(text[cut - 1])) cut--;
        return text[start..cut] + "…";
    }

    /// <summary>A character for people: itself in backticks, or its code where it cannot be seen.</summary>
    public static string Show(ReadOnlySpan<char> character)
    {
        var c = character[0];
        var hidden = char.IsControl(c) || (char.IsSurrogate(c) && character.Length == 1) || c == '\uFEFF';
        return hidden ? $"the character U+{(int)c:X4}" : $"`{character}`";
    }

    private void Add(string code, int position, string message, string? hint, string? section, bool isWarning)
    {
        if (IsFull) return;
        var before = text.AsSpan(0, position);
        var line = before.Count('\n') + 1;
        var column = position - before.LastIndexOf('\n');
        var found = new PatternDiagnostic(code, position, line, column, message, hint, section);
        _found.Add(found with { IsWarning = isWarning });
    }
}
