using Entente.Transparency;

namespace Entente.Exchange.Ports;

/// <summary>One entry of a log.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Entry">The entry's bytes, as hashed into the leaf; at most 65,535.</param>
/// <param name="Leaf">The leaf hash.</param>
/// <param name="Time">The entry's time, strictly ascending within the log, to the microsecond; TAXII <c>date_added</c>.</param>
/// <param name="Salt">32 bytes that open the commitment for the recipient; empty in logs that commit to no bytes.</param>
/// <param name="ObjectId">The id under which the object is released.</param>
/// <param name="Version">The released version; empty for an object without versions.</param>
/// <param name="Type">The STIX type, for TAXII's match[type].</param>
/// <param name="SourceId">The id of the object it was made from; equal to <paramref name="ObjectId"/> when unchanged.</param>
/// <param name="SourceVersion">The version of that object.</param>
/// <param name="Body">The released bytes when they are a derivative; null when the stored object's own bytes are released.</param>
public sealed record LogEntryRow(
    long Index,
    ReadOnlyMemory<byte> Entry,
    Hash Leaf,
    DateTimeOffset Time,
    ReadOnlyMemory<byte> Salt,
    string ObjectId,
    string Version,
    string Type,
    string SourceId,
    string SourceVersion,
    ReadOnlyMemory<byte>? Body);
