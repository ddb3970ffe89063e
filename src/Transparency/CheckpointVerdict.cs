using System.Collections.Immutable;

namespace Entente.Transparency;

/// <summary>A checkpoint whose signatures verify, or why it is refused.</summary>
/// <param name="Checkpoint">The checkpoint; null when it is refused.</param>
/// <param name="CosignedAt">The time of a cosigner's signature, when one was asked for and is there.</param>
/// <param name="Code">The stable code of the refusal; null when there is none.</param>
/// <param name="Detail">What was found; null when nothing is wrong.</param>
public sealed record CheckpointVerdict(Checkpoint? Checkpoint, DateTimeOffset? CosignedAt, string? Code, string? Detail)
{
    /// <summary>
    /// The cosignatures by the keys asked for, one a cosigner (the latest), in the order of those keys.
    /// </summary>
    public ImmutableArray<Cosignature> Cosignatures { get; init; } = [];
}
