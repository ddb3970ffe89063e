using Entente.Agreements.Redaction;
using Entente.Exchange.Ports;
using Entente.Stix;

namespace Entente.Exchange.Release;

/// <summary>
/// What a channel knows about every object that a batch refers to, read at once before the batch is decided.
/// </summary>
internal sealed class ReferenceTable
{
    private readonly IReadOnlyDictionary<string, ReferenceFacts> _facts;
    private readonly Dictionary<string, StixObject> _derivatives;
    private readonly HashSet<string> _batch;

    private ReferenceTable(
        IReadOnlyDictionary<string, ReferenceFacts> facts,
        Dictionary<string, StixObject> derivatives,
        HashSet<string> batch)
    {
        _facts = facts;
        _derivatives = derivatives;
        _batch = batch;
    }

    public static async Task<ReferenceTable> LoadAsync(
        ILedgerStore store,
        ChannelRow channel,
        List<StoredObject> batch,
        string ownIdentity,
        StixLimits limits,
        CancellationToken cancellation)
    {
        var own = batch.Select(item => item.Row.ObjectId).ToHashSet(StringComparer.Ordinal);
        var ids = batch.SelectMany(item => item.Stix.References).Select(reference => reference.TargetId)
            .Concat(own).Append(ownIdentity).ToHashSet(StringComparer.Ordinal);
        var facts = await store.ReadReferencesAsync(channel, ids, cancellation);
        var derivatives = new Dictionary<string, StixObject>(StringComparer.Ordinal);
        foreach (var id in own)
        {
            // A later version of a derivative keeps the creation time of the last one and is later (STIX 2.1 §3.6).
            if (facts.GetValueOrDefault(id)?.ReleasedId is not { } released || released == id) continue;
            var query = new ReleasedQuery(channel.Realm, channel.Origin, 0, 1, WithBytes: true) { Ids = [released] };
            var before = await store.ReadReleasedAsync(query, cancellation);
            if (before is [var last] && StixReader.Read(last.Bytes, limits).Object is { } read) derivatives[id] = read;
        }

        return new ReferenceTable(facts, derivatives, own);
    }

    /// <summary>Whether some version of an object has left in the channel.</summary>
    public bool HasLeft(string id) => _facts.GetValueOrDefault(id)?.ReleasedId is not null;

    /// <summary>Whether the recipient gave an object itself.</summary>
    public bool IsFromRecipient(string id) => _facts.GetValueOrDefault(id)?.FromRecipient == true;

    /// <summary>The state of an object, as the redaction asks for it.</summary>
    public ReferenceState Find(string id)
    {
        if (_facts.GetValueOrDefault(id) is not { } facts) return new ReferenceState(ReferenceStatus.Unreleasable);
        if (facts.FromRecipient) return new ReferenceState(ReferenceStatus.FromRecipient, id);
        if (facts.ReleasedId is { } released)
        {
            // Another version may be waiting still; it changes nothing for what refers to the object.
            var derivative = _derivatives.GetValueOrDefault(id);
            return new ReferenceState(ReferenceStatus.Released, released, derivative?.Created, derivative?.Modified);
        }

        return new ReferenceState(
            facts.Pending && !_batch.Contains(id) ? ReferenceStatus.Undecided : ReferenceStatus.Unreleasable);
    }
}
