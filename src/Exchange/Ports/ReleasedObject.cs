namespace Entente.Exchange.Ports;

/// <summary>One released object as its recipient may read it.</summary>
/// <param name="Index">The index in the channel's log.</param>
/// <param name="ObjectId">The released id.</param>
/// <param name="Version">The released version; empty for an object without versions.</param>
/// <param name="Time">When it was added to the channel.</param>
/// <param name="Bytes">The released bytes; empty when the query did not ask for them.</param>
public sealed record ReleasedObject(
    long Index, string ObjectId, string Version, DateTimeOffset Time, ReadOnlyMemory<byte> Bytes);
