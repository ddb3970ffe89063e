using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Entente.Stix;

/// <summary>
/// A STIX timestamp: an instant in UTC with up to nine fraction digits (STIX 2.1 §2.16, RFC 3339). Equal instants are
/// equal and print equally, whatever their precision was when they arrived. A leap second (<c>23:59:60Z</c>) is kept.
/// </summary>
/// <remarks>The default value is the start of year 1.</remarks>
public readonly struct StixTimestamp : IEquatable<StixTimestamp>, IComparable<StixTimestamp>
{
    /// <summary>Most digits after the decimal point that are accepted.</summary>
    public const int FractionDigitsMax = 9;

    private const int NanosPerSecond = 1_000_000_000;
    private const int NanosPerTick = 100;

    private readonly long _seconds;

    // A leap second is second 59 with a billion nanoseconds or more, so that comparing stays plain.
    private readonly int _nanos;

    private StixTimestamp(long seconds, int nanos)
    {
        _seconds = seconds;
        _nanos = nanos;
    }

    /// <summary>Reads <c>YYYY-MM-DDThh:mm:ss[.fraction]Z</c>, capital letters only, years 0001 to 9999.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StixTimestamp timestamp)
    {
        timestamp = default;
        if (text is null || text.Length > 30) return false;
        Span<byte> utf8 = stackalloc byte[90];
        return TryParse(utf8[..Encoding.UTF8.GetBytes(text, utf8)], out timestamp);
    }

    /// <summary>Reads the same form from UTF-8.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out StixTimestamp timestamp)
    {
        timestamp = default;
        if (utf8.Length is < 20 or > 21 + FractionDigitsMax || utf8[^1] != 'Z') return false;
        if (utf8[4] != '-' || utf8[7] != '-' || utf8[10] != 'T' || utf8[13] != ':' || utf8[16] != ':') return false;
        if (!Digits(utf8[..4], out var year) || !Digits(utf8[5..7], out var month) ||
            !Digits(utf8[8..10], out var day) || !Digits(utf8[11..13], out var hour) ||
            !Digits(utf8[14..16], out var minute) || !Digits(utf8[17..19], out var second))
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour > 23 || minute > 59 || second > 60) return false;
        var leap = second == 60;
        if (leap && (hour != 23 || minute != 59 || (month, day) is not ((6, 30) or (12, 31)))) return false;
        if (!Fraction(utf8[19..^1], out var nanos)) return false;

        var whole = new DateTime(year, month, day, hour, minute, leap ? 59 : second, DateTimeKind.Utc);
        timestamp = new StixTimestamp(whole.Ticks / TimeSpan.TicksPerSecond, leap ? nanos + NanosPerSecond : nanos);
        return true;
    }

    /// <summary>The same instant, to the 100 nanoseconds that <see cref="DateTimeOffset"/> holds.</summary>
    public static StixTimestamp FromInstant(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        return new StixTimestamp(
            ticks / TimeSpan.TicksPerSecond,
            (int)(ticks % TimeSpan.TicksPerSecond) * NanosPerTick);
    }

    /// <summary>The instant, cut to 100 nanoseconds; a leap second becomes the last tick before it.</summary>
    public DateTimeOffset ToInstant()
    {
        var ticks = Math.Min(_nanos, NanosPerSecond - 1) / NanosPerTick;
        return new DateTimeOffset((_seconds * TimeSpan.TicksPerSecond) + ticks, TimeSpan.Zero);
    }

    /// <summary>
    /// The canonical text: at least three fraction digits, more only as needed. Texts of equal length sort as the
    /// instants do.
    /// </summary>
    public override string ToString()
    {
        var leap = _nanos >= NanosPerSecond;
        var fraction = (_nanos % NanosPerSecond).ToString("D9", CultureInfo.InvariantCulture);
        var digits = 9;
        while (digits > 3 && fraction[digits - 1] == '0') digits--;
        var whole = new DateTime(_seconds * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        var start = whole.ToString(
            leap ? "yyyy-MM-ddTHH:mm:'60'" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return $"{start}.{fraction.AsSpan(0, digits)}Z";
    }

    /// <inheritdoc/>
    public int CompareTo(StixTimestamp other) =>
        _seconds != other._seconds ? _seconds.CompareTo(other._seconds) : _nanos.CompareTo(other._nanos);

    /// <inheritdoc/>
    public bool Equals(StixTimestamp other) => _seconds == other._seconds && _nanos == other._nanos;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is StixTimestamp other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_seconds, _nanos);

    /// <summary>Whether both are the same instant.</summary>
    public static bool operator ==(StixTimestamp left, StixTimestamp right) => left.Equals(right);

    /// <summary>Whether the instants differ.</summary>
    public static bool operator !=(StixTimestamp left, StixTimestamp right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> is earlier.</summary>
    public static bool operator <(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is earlier or the same.</summary>
    public static bool operator <=(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is later or the same.</summary>
    public static bool operator >=(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) >= 0;

    private static bool Digits(ReadOnlySpan<byte> utf8, out int value)
    {
        value = 0;
        foreach (var b in utf8)
        {
            if (!char.IsAsciiDigit((char)b)) return false;
            value = (value * 10) + (b - '0');
        }

        return true;
    }

    private static bool Fraction(ReadOnlySpan<byte> utf8, out int nanos)
    {
        nanos = 0;
        if (utf8.IsEmpty) return true;
        if (utf8[0] != '.' || utf8.Length < 2 || !Digits(utf8[1..], out nanos)) return false;
        for (var digits = utf8.Length - 1; digits < FractionDigitsMax; digits++) nanos *= 10;
        return true;
    }
}
