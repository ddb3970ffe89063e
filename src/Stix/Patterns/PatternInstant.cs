using System.Globalization;

namespace Entente.Stix.Patterns;

/// <summary>
/// A timestamp in a pattern or in an observation: seconds since 0001-01-01T00:00:00Z as an exact decimal, so that any
/// number of fraction digits that occurs in practice (up to 16) compares exactly.
/// </summary>
internal readonly record struct PatternInstant(decimal Seconds) : IComparable<PatternInstant>
{
    private const int FractionDigitsMax = 16;

    /// <summary>The shortest time between two instants that are told apart, in seconds.</summary>
    public const decimal Tick = 0.000_000_000_000_000_1m;

    public int CompareTo(PatternInstant other) => Seconds.CompareTo(other.Seconds);

    /// <summary>
    /// Whether the characters have the form of RFC 3339 in UTC, with upper-case T and Z and every field in range.
    /// </summary>
    public static bool FitsGrammar(ReadOnlySpan<char> text)
    {
        const string Form = "dddd-dd-ddTdd:dd:dd";
        if (text.Length < Form.Length + 1 || text[^1] != 'Z') return false;
        for (var i = 0; i < Form.Length; i++)
        {
            if (Form[i] == 'd' ? !char.IsAsciiDigit(text[i]) : text[i] != Form[i]) return false;
        }

        var fraction = text[Form.Length..^1];
        if (fraction.Length > 0 && (fraction[0] != '.' || fraction.Length == 1)) return false;
        foreach (var c in fraction.Length > 0 ? fraction[1..] : fraction)
        {
            if (!char.IsAsciiDigit(c)) return false;
        }

        return Two(text, 5) is >= 1 and <= 12 && Two(text, 8) is >= 1 and <= 31 && Two(text, 11) <= 23
            && Two(text, 14) <= 59 && Two(text, 17) <= 60;
    }

    /// <summary>
    /// Reads a timestamp of that form whose day exists. A leap second (:60) is the first second of the next minute,
    /// fraction digits beyond <see cref="FractionDigitsMax"/> are dropped.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PatternInstant instant)
    {
        instant = default;
        if (!FitsGrammar(text)) return false;
        var year = (Two(text, 0) * 100) + Two(text, 2);
        var (month, day) = (Two(text, 5), Two(text, 8));
        if (year < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        var days = new DateOnly(year, month, day).DayNumber;
        var seconds = (days * 86_400L) + (Two(text, 11) * 3_600) + (Two(text, 14) * 60) + Two(text, 17);
        var fraction = text[19..^1];
        if (fraction.Length > FractionDigitsMax + 1) fraction = fraction[..(FractionDigitsMax + 1)];
        var part = fraction.Length == 0
            ? 0m
            : decimal.Parse(fraction, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        instant = new PatternInstant(seconds + part);
        return true;
    }

    private static int Two(ReadOnlySpan<char> text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';
}
