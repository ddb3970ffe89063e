using System.Globalization;

namespace Entente.Stix.Json;

/// <summary>Prints a number as ECMAScript does, which is what RFC 8785 §3.2.2.3 asks for.</summary>
internal static class EcmaNumber
{
    /// <summary>Most bytes that a printed number takes.</summary>
    public const int LengthMax = 32;

    /// <summary>Writes a finite number; gives the bytes written.</summary>
    public static int Write(double value, Span<byte> target)
    {
        if (value == 0)
        {
            target[0] = (byte)'0';
            return 1;
        }

        // The framework prints the shortest digits that read back as the same number; only the layout differs.
        Span<byte> printed = stackalloc byte[LengthMax];
        value.TryFormat(printed, out var length, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[LengthMax];
        var (count, point) = Digits(printed[..length], digits);
        var at = 0;
        if (value < 0) target[at++] = (byte)'-';
        return Layout(digits[..count], point, target, at);
    }

    /// <summary>Collects the significant digits and where the decimal point stands from the first of them.</summary>
    private static (int Count, int Point) Digits(ReadOnlySpan<byte> printed, Span<byte> digits)
    {
        var exponent = 0;
        var mantissa = printed;
        var mark = printed.IndexOf((byte)'E');
        if (mark >= 0)
        {
            exponent = int.Parse(printed[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            mantissa = printed[..mark];
        }

        int count = 0, before = 0;
        var pointSeen = false;
        foreach (var b in mantissa)
        {
            if (b == '-') continue;
            if (b == '.')
            {
                pointSeen = true;
                continue;
            }

            if (count == 0 && b == '0')
            {
                if (pointSeen) before--;
                continue;
            }

            digits[count++] = b;
            if (!pointSeen) before++;
        }

        while (count > 1 && digits[count - 1] == '0') count--;
        return (count, before + exponent);
    }

    private static int Layout(ReadOnlySpan<byte> digits, int point, Span<byte> target, int at)
    {
        var count = digits.Length;
        if (point is > 0 and <= 21)
        {
            for (var i = 0; i < Math.Max(count, point); i++)
            {
                if (i == point) target[at++] = (byte)'.';
                target[at++] = i < count ? digits[i] : (byte)'0';
            }

            return at;
        }

        if (point is > -6 and <= 0)
        {
            "0."u8.CopyTo(target[at..]);
            at += 2;
            for (var i = point; i < 0; i++) target[at++] = (byte)'0';
            digits.CopyTo(target[at..]);
            return at + count;
        }

        target[at++] = digits[0];
        if (count > 1)
        {
            target[at++] = (byte)'.';
            digits[1..].CopyTo(target[at..]);
            at += count - 1;
        }

        target[at++] = (byte)'e';
        target[at++] = (byte)(point > 0 ? '+' : '-');
        Math.Abs(point - 1).TryFormat(target[at..], out var written, default, CultureInfo.InvariantCulture);
        return at + written;
    }
}
