namespace Entente.Server.Api;

/// <summary>A channel in which we receive.</summary>
/// <param name="Discloser">The partner.</param>
/// <param name="Agreement">The agreement.</param>
/// <param name="Origin">The origin of the partner's log.</param>
/// <param name="Size">The size of the last checkpoint that verified.</param>
/// <param name="Stored">How many of its entries are stored.</param>
/// <param name="Receipted">The size that the partner has our receipt for.</param>
/// <param name="LastPull">When the last complete pull ended; null before the first.</param>
/// <param name="Fault">What stopped the last pull; empty when nothing did.</param>
/// <param name="State">in-force, frozen, or why the agreement is not in force.</param>
/// <param name="Evidence">The two signed checkpoints that contradict each other, when frozen; else empty.</param>
internal sealed record InboundStatus(
    string Discloser,
    string Agreement,
    string Origin,
    long Size,
    long Stored,
    long Receipted,
    DateTimeOffset? LastPull,
    string Fault,
    string State,
    string Evidence);
