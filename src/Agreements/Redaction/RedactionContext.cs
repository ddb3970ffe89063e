using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>What a batch is redacted for.</summary>
/// <param name="Ids">Makes the ids of derivatives.</param>
/// <param name="ReleasingIdentity">Our identity: the creator of derivatives.</param>
/// <param name="AgreementMarking">The marking of the channel's agreement, which both sides know.</param>
/// <param name="Now">The time of the release, to the millisecond.</param>
/// <param name="Outside">What is known about ids that are not in the batch.</param>
public sealed record RedactionContext(
    DerivativeIds Ids,
    string ReleasingIdentity,
    string AgreementMarking,
    StixTimestamp Now,
    Func<string, ReferenceState> Outside);
