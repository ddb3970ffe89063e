namespace Entente.Exchange.Ledger;

/// <summary>The place of an entry that is being written.</summary>
/// <param name="Index">Its index in the log.</param>
/// <param name="Time">Its time, after that of the entry before.</param>
internal readonly record struct LogSlot(long Index, DateTimeOffset Time);
