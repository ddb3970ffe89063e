using System.Globalization;
using System.Text;

namespace Entente.Stix;

/// <summary>Numbers as ECMAScript writes them (ECMA-262 §6.1.6.1.20), which RFC 8785 §3.2.2.3 prescribes.</summary>
internal static class EcmaNumber
{
    public static string Write(double number)
    {
        if (number == 0) return "0";

        // "R" gives the shortest digits that read back to the same double; only their layout differs from ECMAScript's.
        var round = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        var (digits, exponent) = Take(round);
        var text = new StringBuilder(number < 0 ? "-" : "");
        Lay(text, digits, exponent);
        return text.ToString();
    }

    /// <summary>The significant digits and the place of the decimal point, counted from before the first digit.</summary>
    private static (string Digits, int Point) Take(string round)
    {
        var mantissa = round;
        var exponent = 0;
        if (round.IndexOf('E', StringComparison.Ordinal) is var at and >= 0)
        {
            mantissa = round[..at];
            exponent = int.Parse(round[(at + 1)..], CultureInfo.InvariantCulture);
        }

        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), point - leading);
    }

    private static void Lay(StringBuilder text, string digits, int point)
    {
        const int PlainPointMax = 21;
        const int LeadingZerosMax = 6;
        if (digits.Length <= point && point <= PlainPointMax)
        {
            text.Append(digits).Append('0', point - digits.Length);
        }
        else if (point is > 0 and <= PlainPointMax)
        {
            text.Append(digits, 0, point).Append('.').Append(digits, point, digits.Length - point);
        }
        else if (point is > -LeadingZerosMax and <= 0)
        {
            text.Append("0.").Append('0', -point).Append(digits);
        }
        else
        {
            text.Append(digits[0]);
            if (digits.Length > 1) text.Append('.').Append(digits, 1, digits.Length - 1);
            text.Append('e').Append(point > 0 ? '+' : '-').Append(Math.Abs(point - 1));
        }
    }
}
