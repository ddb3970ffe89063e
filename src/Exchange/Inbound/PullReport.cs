namespace Entente.Exchange.Inbound;

/// <summary>What a pull came to.</summary>
/// <param name="Origin">The channel's log.</param>
/// <param name="Size">The size of the checkpoint that was verified; 0 when none was.</param>
/// <param name="Stored">How many entries were stored by this pull.</param>
/// <param name="Receipted">The size our receipt covers and the discloser has confirmed.</param>
/// <param name="Fault">What stopped it; null when it is complete.</param>
public sealed record PullReport(string Origin, long Size, long Stored, long Receipted, PullFault? Fault);
