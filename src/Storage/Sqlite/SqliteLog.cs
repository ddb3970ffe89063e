using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Transparency;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

/// <summary>Append-only logs and their tile hashes.</summary>
internal static class SqliteLog
{
    private const string HeadColumns = "realm, origin, kind, size, root, checkpoint, last_time";
    private const string KeyOfLog = "(select log_key from log where realm = $1 and origin = $2)";

    /// <summary>Appends inside a running write job. Refuses to start from another size than the log has.</summary>
    public static void Append(SqliteSession session, LogAppend append)
    {
        var head = FindHead(session, append.Realm, append.Origin);
        var size = head?.Size ?? 0;
        if (size != append.SizeBefore) throw new LogMovedException(append.Origin, append.SizeBefore, size);
        var lastTime = append.Entries.Count > 0 ? append.Entries[^1].Time : head?.LastTime ?? DateTimeOffset.UnixEpoch;
        session.Run(
            $"""
            insert into log ({HeadColumns}) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (realm, origin) do update set
              size = excluded.size, root = excluded.root, checkpoint = excluded.checkpoint, last_time = excluded.last_time
            """,
            append.Realm.Write(), append.Origin, WriteKind(append.Kind), append.SizeAfter, append.Root.ToArray(),
            append.Checkpoint, SqliteValues.Micros(lastTime));
        var log = KeyOf(session, append);
        foreach (var entry in append.Entries)
        {
            if (append.Kind == LogKind.Decisions) Insert(session, log, entry, default);
            else SqliteReleased.Insert(session, append.Realm, log, entry);
            if (entry.Body is { } body) InsertBody(session, append, entry.Index, body);
        }

        foreach (var hash in append.Hashes)
        {
            session.Run(
                "insert into tile_hash (log_key, level, hash_index, hash) values ($1, $2, $3, $4)",
                log, hash.Level, hash.Index, hash.Value.ToArray());
        }
    }

    /// <summary>Keeps bytes with an entry that are not those of a stored object.</summary>
    public static void InsertBody(SqliteSession session, LogAppend append, long index, ReadOnlyMemory<byte> body) =>
        session.Run(
            "insert into log_body (log_key, entry_index, bytes) values ($1, $2, $3)",
            KeyOf(session, append), index, SqliteValues.Blob(body));

    public static LogHead? FindHead(SqliteSession session, Realm realm, string origin) => session.First(
        $"select {HeadColumns} from log where realm = $1 and origin = $2", ReadHead, realm.Write(), origin);

    public static IReadOnlyList<LogHead> ListHeads(SqliteSession session, LogKind kind) => session.Query(
        $"select {HeadColumns} from log where kind = $1 order by realm, origin", ReadHead, WriteKind(kind));

    public static IReadOnlyList<Hash> ReadHashes(
        SqliteSession session, Realm realm, string origin, int level, long from, int count) => level == 0
        ? session.Query(
            $"""
            select leaf from log_entry
            where log_key = {KeyOfLog} and entry_index >= $3 and entry_index < $4 order by entry_index
            """,
            reader => reader.Hash(0), realm.Write(), origin, from, from + count)
        : session.Query(
            $"""
            select hash from tile_hash
            where log_key = {KeyOfLog} and level = $3 and hash_index >= $4 and hash_index < $5 order by hash_index
            """,
            reader => reader.Hash(0), realm.Write(), origin, level, from, from + count);

    public static IReadOnlyList<LogEntryRow> ReadEntries(
        SqliteSession session, Realm realm, string origin, long from, int count) => session.Query(
        $"""
        select entry_index, entry, leaf, time, salt, object_id, version, type, coalesce(source_id, object_id),
               coalesce(source_version, version)
        from log_entry where log_key = {KeyOfLog} and entry_index >= $3 and entry_index < $4 order by entry_index
        """,
        ReadEntry, realm.Write(), origin, from, from + count);

    /// <summary>Writes one entry.</summary>
    /// <param name="session">The running write job.</param>
    /// <param name="log">The log's number.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="place">How it is found again when what a log released is read.</param>
    public static void Insert(SqliteSession session, long log, LogEntryRow entry, ReleasedPlace place)
    {
        var isSource = entry.SourceId == entry.ObjectId;
        session.Run(
            """
            insert into log_entry (log_key, entry_index, time, object_id, version, type, source_key, source_id,
                                   source_version, alias, last_until, leaf, salt, entry)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            log, entry.Index, SqliteValues.Micros(entry.Time), entry.ObjectId, entry.Version, entry.Type, place.SourceKey,
            isSource ? null : entry.SourceId, entry.SourceVersion == entry.Version ? null : entry.SourceVersion,
            place.Alias, place.LastUntil, entry.Leaf.ToArray(), SqliteValues.Blob(entry.Salt),
            SqliteValues.Blob(entry.Entry));
    }

    private static long KeyOf(SqliteSession session, LogAppend append) => session.Number(
        "select log_key from log where realm = $1 and origin = $2", append.Realm.Write(), append.Origin);

    private static LogHead ReadHead(SqliteDataReader reader)
    {
        _ = RealmText.TryRead(reader.GetString(0), out var realm);
        return new LogHead(
            realm, reader.GetString(1), ReadKind(reader.GetString(2)), reader.GetInt64(3), reader.Hash(4),
            reader.GetString(5), reader.Time(6));
    }

    private static LogEntryRow ReadEntry(SqliteDataReader reader) => new(
        reader.GetInt64(0), reader.Bytes(1), reader.Hash(2), reader.Time(3), reader.Bytes(4), reader.GetString(5),
        reader.GetString(6), reader.GetString(7), reader.GetString(8), reader.GetString(9), Body: null);

    private static string WriteKind(LogKind kind) => kind switch
    {
        LogKind.Channel => "channel",
        LogKind.Decisions => "decisions",
        LogKind.Mirror => "mirror",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static LogKind ReadKind(string kind) => kind switch
    {
        "channel" => LogKind.Channel,
        "decisions" => LogKind.Decisions,
        _ => LogKind.Mirror,
    };
}
