using System.Globalization;
using System.Text;

namespace Entente.Stix;

/// <summary>
/// A STIX timestamp (STIX 2.1 §2.16): RFC 3339, UTC with <c>Z</c>, up to nine fraction digits. Equality and order are
/// those of the instant: <c>…:00Z</c> and <c>…:00.000Z</c> are equal. The printed form has at least three fraction
/// digits and more only as needed, so equal instants print equally.
/// </summary>
public readonly struct StixTimestamp : IEquatable<StixTimestamp>, IComparable<StixTimestamp>
{
    private const int FractionDigitsMax = 9;
    private const int MillisecondDigits = 3;

    private readonly long _seconds;
    private readonly int _nanos;

    private StixTimestamp(long seconds, int nanos)
    {
        _seconds = seconds;
        _nanos = nanos;
    }

    /// <summary>The timestamp of an instant, to 100 nanoseconds.</summary>
    public static StixTimestamp FromInstant(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        return new StixTimestamp(ticks / TimeSpan.TicksPerSecond, (int)(ticks % TimeSpan.TicksPerSecond) * 100);
    }

    /// <summary>The instant, cut to 100 nanoseconds.</summary>
    public DateTimeOffset ToInstant() => new((_seconds * TimeSpan.TicksPerSecond) + (_nanos / 100), TimeSpan.Zero);

    /// <summary>Reads a timestamp; false for anything that is not exactly of the standard's form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out StixTimestamp timestamp)
    {
        Span<char> text = stackalloc char[40];
        timestamp = default;
        return utf8.Length <= text.Length && Ascii.ToUtf16(utf8, text, out var length) == System.Buffers.OperationStatus.Done
            && TryParse(text[..length], out timestamp);
    }

    /// <summary>Reads a timestamp; false for anything that is not exactly of the standard's form.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out StixTimestamp timestamp)
    {
        const int WholeLength = 19;
        timestamp = default;
        if (text.Length < WholeLength + 1 || text[^1] != 'Z') return false;
        if (!DateTime.TryParseExact(
            text[..WholeLength], "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var whole)) return false;
        var nanos = 0;
        var fraction = text[WholeLength..^1];
        if (!fraction.IsEmpty)
        {
            if (fraction[0] != '.' || fraction.Length is < 2 or > FractionDigitsMax + 1) return false;
            foreach (var digit in fraction[1..])
            {
                if (!char.IsAsciiDigit(digit)) return false;
                nanos = (nanos * 10) + (digit - '0');
            }

            for (var i = fraction.Length - 1; i < FractionDigitsMax; i++) nanos *= 10;
        }

        timestamp = new StixTimestamp(whole.Ticks / TimeSpan.TicksPerSecond, nanos);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var whole = new DateTime(_seconds * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        var fraction = _nanos.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0').PadRight(MillisecondDigits, '0');
        return $"{whole.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}.{fraction}Z";
    }

    /// <inheritdoc/>
    public int CompareTo(StixTimestamp other) =>
        _seconds != other._seconds ? _seconds.CompareTo(other._seconds) : _nanos.CompareTo(other._nanos);

    /// <inheritdoc/>
    public bool Equals(StixTimestamp other) => _seconds == other._seconds && _nanos == other._nanos;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StixTimestamp other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_seconds, _nanos);

    /// <summary>The same instant.</summary>
    public static bool operator ==(StixTimestamp left, StixTimestamp right) => left.Equals(right);

    /// <summary>Another instant.</summary>
    public static bool operator !=(StixTimestamp left, StixTimestamp right) => !left.Equals(right);

    /// <summary>Earlier.</summary>
    public static bool operator <(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) > 0;

    /// <summary>Not later.</summary>
    public static bool operator <=(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) >= 0;
}
