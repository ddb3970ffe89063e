using Entente.Transparency;

namespace Entente.Exchange.Ports;

/// <summary>
/// An object as a store keeps it: the bytes that arrived and what must be known without parsing them.
/// </summary>
/// <param name="Realm">The realm the object lives in.</param>
/// <param name="ObjectId">The STIX id.</param>
/// <param name="Version">Canonical text of <c>modified</c>, else <c>created</c>; empty for objects without either.</param>
/// <param name="Type">The STIX type.</param>
/// <param name="Bytes">The bytes as they arrived; never re-serialised.</param>
/// <param name="Digest">SHA-256 of the RFC 8785 canonical form.</param>
/// <param name="Submitter">Who handed it in: an account of ours, or the partner.</param>
/// <param name="OriginParty">The party that gave it to us; null when it is our own.</param>
/// <param name="OriginAgreement">
/// The agreement under which it was received; null when it is our own, or came from a feed under no agreement.
/// </param>
/// <param name="AssumedMarking">A marking assumed at import because the object carries none; kept here only.</param>
/// <param name="StoredAt">When it was first stored.</param>
public sealed record ObjectRow(
    Realm Realm,
    string ObjectId,
    string Version,
    string Type,
    ReadOnlyMemory<byte> Bytes,
    Hash Digest,
    string Submitter,
    string? OriginParty,
    string? OriginAgreement,
    string? AssumedMarking,
    DateTimeOffset StoredAt);
