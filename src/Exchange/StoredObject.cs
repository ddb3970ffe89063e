using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Entente.Agreements.Facts;
using Entente.Exchange.Ports;
using Entente.Stix;
using Entente.Transparency;

namespace Entente.Exchange;

/// <summary>
/// Step 3. An object that is durable, deduplicated by (realm, id, version), its origin recorded. Its only factory is
/// the loader: the ordinary path and the path after a restart are the same.
/// </summary>
public sealed class StoredObject
{
    private StoredObject(ObjectRow row, StixObject stix, ReadOnlyMemory<byte> canonical)
    {
        Row = row;
        Stix = stix;
        Canonical = canonical;
    }

    /// <summary>What the store keeps.</summary>
    public ObjectRow Row { get; }

    /// <summary>The parsed object.</summary>
    public StixObject Stix { get; }

    /// <summary>Where it came from.</summary>
    public ObjectOrigin Origin => new(Row.Realm.Write(), Row.OriginParty, Row.OriginAgreement, Row.AssumedMarking);

    /// <summary>The RFC 8785 form, over which the row's digest is.</summary>
    public ReadOnlyMemory<byte> Canonical { get; }

    /// <summary>Loads the objects of a queue on all cores; nothing in it depends on the order.</summary>
    /// <exception cref="StoreDamagedException">The bytes of one are not what was stored.</exception>
    internal static List<StoredObject> LoadAll(IReadOnlyList<PendingRow> rows, StixLimits limits)
    {
        var loaded = new StoredObject[rows.Count];
        try
        {
            Parallel.For(0, rows.Count, i => loaded[i] = Load(rows[i].Object, limits));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerException!);
        }

        return [.. loaded];
    }

    /// <summary>Loads a row, checking that its bytes are still the object that was stored.</summary>
    /// <exception cref="StoreDamagedException">The bytes are not what was stored.</exception>
    public static StoredObject Load(ObjectRow row, StixLimits limits)
    {
        var canonical = new ArrayBufferWriter<byte>(row.Bytes.Length);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        if (!CanonicalJson.TryWrite(row.Bytes.Span, canonical, out _)) throw new StoreDamagedException(row.ObjectId);
        SHA256.HashData(canonical.WrittenSpan, digest);
        if (Hash.FromBytes(digest) != row.Digest) throw new StoreDamagedException(row.ObjectId);
        return new StoredObject(
            row, StixReader.Read(row.Bytes, limits).Object ?? throw new StoreDamagedException(row.ObjectId),
            canonical.WrittenMemory);
    }
}
