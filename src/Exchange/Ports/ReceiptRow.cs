namespace Entente.Exchange.Ports;

/// <summary>A cosigner's statement about a log: "I hold every entry below this size".</summary>
/// <param name="Cosigner">The cosigner's name, as in its key.</param>
/// <param name="Size">The size of the checkpoint it cosigned.</param>
/// <param name="Note">The checkpoint with the log's signature and the cosignature (C2SP tlog-cosignature).</param>
/// <param name="At">The time inside the cosignature.</param>
public sealed record ReceiptRow(string Cosigner, long Size, string Note, DateTimeOffset At);
