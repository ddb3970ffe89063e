namespace Entente.Exchange.Ports;

/// <summary>An agreement version as this node holds it.</summary>
/// <param name="Realm">The realm it names.</param>
/// <param name="AgreementId">Its id, the same over versions.</param>
/// <param name="Version">Its version, from 1.</param>
/// <param name="Signed">The signed document (JWS General JSON), with the signatures present so far.</param>
/// <param name="Active">Whether it has been activated here. Active is not yet in force: that also takes the time.</param>
/// <param name="ChangedAt">When it was saved last.</param>
public sealed record AgreementRow(
    Realm Realm, string AgreementId, int Version, ReadOnlyMemory<byte> Signed, bool Active, DateTimeOffset ChangedAt);
