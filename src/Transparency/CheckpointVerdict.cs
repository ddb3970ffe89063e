namespace Entente.Transparency;

/// <summary>A checkpoint whose signatures verify, or why it is refused.</summary>
/// <param name="Checkpoint">The checkpoint; null when it is refused.</param>
/// <param name="CosignedAt">The time of the cosigner's signature, when one was asked for and is there.</param>
/// <param name="Code">The stable code of the refusal; null when there is none.</param>
/// <param name="Detail">What was found; null when nothing is wrong.</param>
public sealed record CheckpointVerdict(Checkpoint? Checkpoint, DateTimeOffset? CosignedAt, string? Code, string? Detail);
