using Entente.Exchange;
using Entente.Exchange.Ports;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

internal sealed class SqliteObjectStore(SqliteDatabase database) : IObjectStore
{
    private const string Columns =
        "object_id, version, type, bytes, digest, submitter, origin_party, origin_agreement, assumed_marking, stored_at";

    public Task<IReadOnlyList<PutOutcome>> PutAsync(IReadOnlyList<ObjectRow> rows, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<PutOutcome>>(
            "intake", session => [.. rows.Select(row => Put(session, row))], cancellation);

    // Versions are compared without their Z: in text, 00.000Z comes after 00.000001Z, which is later.
    public Task<ObjectRow?> FindLatestAsync(Realm realm, string objectId, CancellationToken cancellation) =>
        database.ReadAsync(session => session.First(
            $"select {Columns} from object where realm = $1 and object_id = $2 "
            + "order by rtrim(version, 'Z') desc limit 1",
            reader => Read(realm, reader), realm.Write(), objectId), cancellation);

    public Task<ObjectRow?> FindAsync(Realm realm, string objectId, string version, CancellationToken cancellation) =>
        database.ReadAsync(session => session.First(
            $"select {Columns} from object where realm = $1 and object_id = $2 and version = $3",
            reader => Read(realm, reader), realm.Write(), objectId, version), cancellation);

    public Task<IReadOnlySet<string>> KnownIdsAsync(
        Realm realm, IReadOnlyCollection<string> objectIds, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlySet<string>>(session => session.Query(
            """
            select value from json_each($2)
            where exists (select 1 from object where realm = $1 and object_id = value)
            """,
            reader => reader.GetString(0), realm.Write(), SqliteValues.JsonList(objectIds)).ToHashSet(), cancellation);

    public Task<IReadOnlyList<ObjectRow>> ListByTypeAsync(
        Realm realm, string type, ObjectRow? after, int countMax, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ObjectRow>>(session => session.Query(
            $"""
            select {Columns} from object o where realm = $1 and type = $2 and object_key > $3
            and not exists (select 1 from object n
                            where n.realm = o.realm and n.object_id = o.object_id and rtrim(n.version, 'Z') > rtrim(o.version, 'Z'))
            order by object_key limit $4
            """,
            reader => Read(realm, reader), realm.Write(), type,
            after is null ? 0 : FindKey(session, realm, after.ObjectId, after.Version) ?? 0, countMax), cancellation);

    public Task<IReadOnlyDictionary<string, long>> CountByTypeAsync(Realm realm, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<string, long>>(session => session.Query(
            "select type, objects from object_tally where realm = $1 and objects > 0 order by type",
            reader => (Type: reader.GetString(0), Count: reader.GetInt64(1)), realm.Write())
            .ToDictionary(row => row.Type, row => row.Count), cancellation);

    /// <summary>
    /// Stores one object inside a running write job; new ones are queued for every channel of the realm.
    /// </summary>
    internal static PutOutcome Put(SqliteSession session, ObjectRow row)
    {
        var realm = row.Realm.Write();
        var isNew = session.Run(
            $"""
            insert into object (realm, {Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (realm, object_id, version) do nothing
            """,
            realm, row.ObjectId, row.Version, row.Type, SqliteValues.Blob(row.Bytes), row.Digest.ToArray(),
            row.Submitter, row.OriginParty, row.OriginAgreement, row.AssumedMarking, SqliteValues.Micros(row.StoredAt)) == 1;
        if (!isNew)
        {
            var known = session.First(
                "select digest from object where realm = $1 and object_id = $2 and version = $3",
                reader => reader.Bytes(0), realm, row.ObjectId, row.Version)!;
            return known.AsSpan().SequenceEqual(row.Digest.ToArray()) ? PutOutcome.Duplicate : PutOutcome.Conflict;
        }

        session.Run(
            "insert into pending (channel_key, object_key) select channel_key, $2 from channel where realm = $1",
            realm, session.LastKey);
        return PutOutcome.Stored;
    }

    /// <summary>The number of a stored object; null when it is not stored.</summary>
    internal static long? FindKey(SqliteSession session, Realm realm, string objectId, string version) =>
        session.First<long?>(
        "select object_key from object where realm = $1 and object_id = $2 and version = $3",
        reader => reader.GetInt64(0), realm.Write(), objectId, version);

    internal static ObjectRow Read(Realm realm, SqliteDataReader reader) => new(
        realm, reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.Bytes(3), reader.Hash(4),
        reader.GetString(5), reader.TextOrNull(6), reader.TextOrNull(7), reader.TextOrNull(8), reader.Time(9));
}
