using System.Buffers;
using System.Security.Cryptography;
using Entente.Exchange.Ports;
using Entente.Stix;

namespace Entente.Exchange;

/// <summary>
/// Step 3. An object that is durable, deduplicated by (realm, id, version), its origin recorded. Its only factory is
/// the loader: the ordinary path and the path after a restart are the same.
/// </summary>
public sealed class StoredObject
{
    private StoredObject(ObjectRow row, StixObject stix)
    {
        Row = row;
        Stix = stix;
    }

    /// <summary>What the store keeps.</summary>
    public ObjectRow Row { get; }

    /// <summary>The parsed object.</summary>
    public StixObject Stix { get; }

    /// <summary>Loads a row, checking that its bytes are still the object that was stored.</summary>
    /// <exception cref="StoreDamagedException">The bytes are not what was stored.</exception>
    public static StoredObject Load(ObjectRow row, StixLimits limits)
    {
        var canonical = new ArrayBufferWriter<byte>(row.Bytes.Length);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        if (!CanonicalJson.TryWrite(row.Bytes.Span, canonical, out _)) throw new StoreDamagedException(row.ObjectId);
        SHA256.HashData(canonical.WrittenSpan, digest);
        if (!digest.SequenceEqual(row.Digest.ToArray())) throw new StoreDamagedException(row.ObjectId);
        return new StoredObject(
            row, StixReader.Read(row.Bytes, limits).Object ?? throw new StoreDamagedException(row.ObjectId));
    }
}
