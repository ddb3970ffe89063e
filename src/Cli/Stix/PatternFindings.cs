using System.Globalization;
using System.Text;
using Entente.Cli.Output;
using Entente.Stix.Patterns;

namespace Entente.Cli.Stix;

/// <summary>Prints what was found in a pattern, with the line it stands in and a caret below the place.</summary>
internal static class PatternFindings
{
    private const int ShownCharsMax = 100;

    public static void Print(TextWriter output, PatternText pattern, IEnumerable<PatternDiagnostic> found)
    {
        foreach (var one in found)
        {
            var severity = one.IsWarning ? "warning" : "error";
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{pattern.Source}:{one.Line}:{one.Column}: "));
            output.Write($"{severity} {one.Code}: {PlainText.Of(one.Message)}");
            output.WriteLine(one.Section is null ? "" : $" ({one.Section})");
            var (line, caret) = Excerpt(pattern.Text, one.Position);
            output.WriteLine($"    {line}");
            output.WriteLine($"    {new string(' ', caret)}^");
            if (!string.IsNullOrEmpty(one.Hint)) output.WriteLine($"    hint: {PlainText.Of(one.Hint)}");
        }
    }

    /// <summary>The part of the line around a position, and how far in it the position is.</summary>
    private static (string Line, int Caret) Excerpt(string text, int position)
    {
        position = Math.Clamp(position, 0, text.Length);
        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var end = text.IndexOf('\n', position);
        if (end < 0) end = text.Length;
        var from = Math.Max(start, position - (ShownCharsMax / 2));
        var to = Math.Min(end, from + ShownCharsMax);
        if (from > start && char.IsLowSurrogate(text[from])) from--;
        if (to < end && char.IsLowSurrogate(text[to])) to++;
        var before = (from > start ? "…" : "") + Shown(text[from..position]);
        return (before + Shown(text[position..to]) + (to < end ? "…" : ""), Width(before));
    }

    private static string Shown(string text) => PlainText.Of(text.Replace('\t', ' ').Replace("\r", "", StringComparison.Ordinal));

    // One column for each character; terminals draw some wider, which no count can know.
    private static int Width(string text) => text.EnumerateRunes().Count(rune =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark));
}
