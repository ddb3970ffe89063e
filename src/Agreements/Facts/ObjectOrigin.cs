namespace Entente.Agreements.Facts;

/// <summary>Where an object came from: what it does not say itself.</summary>
/// <param name="Realm">live or exercise.</param>
/// <param name="Party">The party that gave it to us; null when it is our own.</param>
/// <param name="AgreementId">The agreement under which we received it; null when it is our own.</param>
/// <param name="AssumedMarking">The marking that counts when it carries none; null for none.</param>
public sealed record ObjectOrigin(string Realm, string? Party, string? AgreementId, string? AssumedMarking);
