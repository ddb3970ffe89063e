using System.Globalization;

namespace Entente.Taxii;

/// <summary>
/// A TAXII timestamp: an instant in UTC, to the microsecond (TAXII 2.1 §2, <c>timestamp</c>). Parts of a microsecond
/// are
/// cut off, never rounded up, so that "added after" stays exact for times that are kept in microseconds.
/// </summary>
public readonly struct TaxiiTimestamp : IEquatable<TaxiiTimestamp>, IComparable<TaxiiTimestamp>
{
    private const int FractionDigitsMax = 9;
    private const int DateTimeChars = 19;

    private readonly long _ticks;

    private TaxiiTimestamp(long ticks) => _ticks = ticks - (ticks % TimeSpan.TicksPerMicrosecond);

    /// <summary>The instant, cut to the microsecond.</summary>
    public static TaxiiTimestamp FromInstant(DateTimeOffset instant) => new(instant.UtcTicks);

    /// <summary>
    /// Reads <c>YYYY-MM-DDTHH:MM:SS[.fraction]Z</c>. The standard asks for six digits of fraction; none up to nine are
    /// taken, because common clients send none. Offsets other than <c>Z</c>, leap seconds and lower case are refused.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TaxiiTimestamp timestamp)
    {
        timestamp = default;
        if (text.Length < DateTimeChars + 1 || text[^1] != 'Z') return false;
        if (!DateTime.TryParseExact(
            text[..DateTimeChars],
            "yyyy-MM-dd'T'HH:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var whole)) return false;

        var fraction = text[DateTimeChars..^1];
        var ticks = whole.Ticks;
        if (fraction.Length > 0)
        {
            if (fraction[0] != '.' || fraction.Length is 1 or > FractionDigitsMax + 1) return false;
            var unit = TimeSpan.TicksPerSecond;
            foreach (var digit in fraction[1..])
            {
                if (!char.IsAsciiDigit(digit)) return false;
                unit /= 10;
                ticks += unit * (digit - '0');
            }
        }

        timestamp = new TaxiiTimestamp(ticks);
        return true;
    }

    /// <summary>The instant, in UTC.</summary>
    public DateTimeOffset ToInstant() => new(_ticks, TimeSpan.Zero);

    /// <summary>The text of the wire, always with six digits of fraction: <c>2026-01-01T00:00:00.000000Z</c>.</summary>
    public override string ToString() =>
        new DateTime(_ticks, DateTimeKind.Utc)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public int CompareTo(TaxiiTimestamp other) => _ticks.CompareTo(other._ticks);

    /// <inheritdoc/>
    public bool Equals(TaxiiTimestamp other) => _ticks == other._ticks;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaxiiTimestamp other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _ticks.GetHashCode();

    /// <summary>Same instant.</summary>
    public static bool operator ==(TaxiiTimestamp left, TaxiiTimestamp right) => left.Equals(right);

    /// <summary>Different instants.</summary>
    public static bool operator !=(TaxiiTimestamp left, TaxiiTimestamp right) => !left.Equals(right);

    /// <summary>Earlier.</summary>
    public static bool operator <(TaxiiTimestamp left, TaxiiTimestamp right) => left._ticks < right._ticks;

    /// <summary>Later.</summary>
    public static bool operator >(TaxiiTimestamp left, TaxiiTimestamp right) => left._ticks > right._ticks;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(TaxiiTimestamp left, TaxiiTimestamp right) => left._ticks <= right._ticks;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(TaxiiTimestamp left, TaxiiTimestamp right) => left._ticks >= right._ticks;
}
