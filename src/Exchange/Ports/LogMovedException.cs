namespace Entente.Exchange.Ports;

/// <summary>Another writer has appended to a log that has one writer: two nodes serve one store.</summary>
/// <param name="origin">The log.</param>
/// <param name="expected">The size the writer started from.</param>
/// <param name="actual">The size the store has.</param>
public sealed class LogMovedException(string origin, long expected, long actual)
    : Exception($"log `{origin}` has {actual} entries where {expected} were expected; stop the other node on this store");
