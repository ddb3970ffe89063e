using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>The state of an object outside the batch, in the channel that is decided about.</summary>
/// <param name="Status">What is known.</param>
/// <param name="ReleasedId">The id under which it left; null unless it did.</param>
/// <param name="DerivativeCreated">When its derivative was created, if it left as one: later versions keep that.</param>
/// <param name="DerivativeModified">The version of the last derivative that left: later ones are later.</param>
public readonly record struct ReferenceState(
    ReferenceStatus Status,
    string? ReleasedId = null,
    StixTimestamp? DerivativeCreated = null,
    StixTimestamp? DerivativeModified = null);
