using System.Globalization;

namespace Entente.Exchange.Ledger;

/// <summary>
/// Gives entries their times: now, but always at least a microsecond after the entry before, so that a client which
/// only knows TAXII's <c>added_after</c> can neither lose nor repeat an entry, even when the clock is set back.
/// </summary>
internal sealed class EntryClock(TimeProvider clock)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static readonly TimeSpan Microsecond = TimeSpan.FromMicroseconds(1);

    /// <summary>The time for the entry that follows one with time <paramref name="last"/>.</summary>
    public DateTimeOffset Next(DateTimeOffset last)
    {
        var now = clock.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % Microsecond.Ticks));
        return now > last ? now : last + Microsecond;
    }

    /// <summary>The written form: RFC 3339 with six fraction digits (TAXII 2.1 §2.3).</summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads the written form; false for every other spelling.</summary>
    public static bool TryRead(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
