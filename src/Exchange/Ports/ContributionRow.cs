using Entente.Transparency;

namespace Entente.Exchange.Ports;

/// <summary>A version that a partner gave after somebody else had.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Party">Who gave it.</param>
/// <param name="AgreementId">Under which agreement.</param>
/// <param name="ObjectId">The STIX id.</param>
/// <param name="Version">The version; empty for objects without one.</param>
/// <param name="Digest">SHA-256 of the RFC 8785 form that it gave.</param>
/// <param name="Bytes">What it gave, where it differs from what we hold; else null.</param>
/// <param name="At">When it gave it.</param>
public sealed record ContributionRow(
    Realm Realm,
    string Party,
    string AgreementId,
    string ObjectId,
    string Version,
    Hash Digest,
    ReadOnlyMemory<byte>? Bytes,
    DateTimeOffset At);
