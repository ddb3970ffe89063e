using System.Globalization;

namespace Entente.Stix.Patterns;

/// <summary>A number that compares exactly where a decimal can hold it, and as a double where it cannot.</summary>
internal readonly record struct PatternNumber(decimal? Exact, double Near) : IComparable<PatternNumber>
{
    /// <summary>Reads a JSON number or a numeric constant, both well-formed.</summary>
    public static PatternNumber Of(string text)
    {
        var near = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        var fits = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact);
        return new PatternNumber(fits && (exact != 0m || near == 0d) ? exact : null, near);
    }

    public int CompareTo(PatternNumber other) => Exact is { } mine && other.Exact is { } theirs
        ? mine.CompareTo(theirs)
        : Near.CompareTo(other.Near);
}
