namespace Entente.Exchange.Ports;

/// <summary>What we know about a received object, signed by us and kept beside it.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="ObjectId">The object.</param>
/// <param name="Version">Its version; empty for an object without versions.</param>
/// <param name="Origin">The channel's log.</param>
/// <param name="Index">The index of the entry that released it to us.</param>
/// <param name="Statement">The signed statement (JWS General JSON).</param>
public sealed record SidecarRow(
    Realm Realm, string ObjectId, string Version, string Origin, long Index, string Statement);
