namespace Entente.Exchange;

/// <summary>Fills a span with cryptographic randomness. A parameter, so that tests can repeat a run.</summary>
/// <param name="bytes">What to fill.</param>
public delegate void FillRandom(Span<byte> bytes);
