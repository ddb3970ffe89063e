using Entente.Transparency;

namespace Entente.Exchange.Inbound;

/// <summary>A partner's checkpoint that verified, and the leaf hashes from what we hold up to it.</summary>
internal sealed record VerifiedLog(Checkpoint Checkpoint, string Note, IReadOnlyList<Hash> NewLeaves);
