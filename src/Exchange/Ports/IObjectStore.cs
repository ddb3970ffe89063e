namespace Entente.Exchange.Ports;

/// <summary>
/// Keeps objects. Writes are durable when the task completes and atomic per call; repeating a call after a crash is
/// safe, because an object that is there already is a <see cref="PutOutcome.Duplicate"/>. Reads see every completed
/// write. All members may be called concurrently.
/// </summary>
public interface IObjectStore
{
    /// <summary>
    /// Stores <paramref name="rows"/>, deduplicated by (realm, id, version), and puts each new one into the decision
    /// queue of every outgoing channel of its realm in the same transaction. One outcome a row, in order.
    /// </summary>
    Task<IReadOnlyList<PutOutcome>> PutAsync(IReadOnlyList<ObjectRow> rows, CancellationToken cancellation);

    /// <summary>The version with the latest <c>modified</c> of an object, or null.</summary>
    Task<ObjectRow?> FindLatestAsync(Realm realm, string objectId, CancellationToken cancellation);

    /// <summary>One exact version of an object, or null.</summary>
    Task<ObjectRow?> FindAsync(Realm realm, string objectId, string version, CancellationToken cancellation);

    /// <summary>Which of <paramref name="objectIds"/> are stored in any version.</summary>
    Task<IReadOnlySet<string>> KnownIdsAsync(
        Realm realm, IReadOnlyCollection<string> objectIds, CancellationToken cancellation);

    /// <summary>
    /// The latest version of every object of one type, in the order in which these versions arrived, starting after
    /// one of them; null for the first.
    /// </summary>
    Task<IReadOnlyList<ObjectRow>> ListByTypeAsync(
        Realm realm, string type, ObjectRow? after, int countMax, CancellationToken cancellation);

    /// <summary>How many object versions a realm holds, by type.</summary>
    Task<IReadOnlyDictionary<string, long>> CountByTypeAsync(Realm realm, CancellationToken cancellation);
}
