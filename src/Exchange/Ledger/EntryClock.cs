namespace Entente.Exchange.Ledger;

/// <summary>
/// Gives entries their times: now, but always at least a microsecond after the entry before, so that a client which
/// only knows TAXII's <c>added_after</c> can neither lose nor repeat an entry, even when the clock is set back.
/// </summary>
internal sealed class EntryClock(TimeProvider clock)
{
    private static readonly TimeSpan Microsecond = TimeSpan.FromMicroseconds(1);

    /// <summary>The time for the entry that follows one with time <paramref name="last"/>.</summary>
    public DateTimeOffset Next(DateTimeOffset last)
    {
        var now = clock.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % Microsecond.Ticks));
        return now > last ? now : last + Microsecond;
    }

    /// <summary>The written form: RFC 3339 with six fraction digits (TAXII 2.1 §2.3).</summary>
    public static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
