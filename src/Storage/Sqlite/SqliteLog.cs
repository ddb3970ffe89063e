using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Transparency;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

/// <summary>Append-only logs and their tile hashes.</summary>
internal static class SqliteLog
{
    private const string HeadColumns = "realm, origin, kind, size, root, checkpoint, last_time";
    private const string EntryColumns =
        "entry_index, entry, leaf, time, salt, object_id, version, type, source_id, source_version";

    /// <summary>Appends inside a running write job. Refuses to start from another size than the log has.</summary>
    public static void Append(SqliteSession session, LogAppend append)
    {
        var realm = append.Realm.Write();
        var head = FindHead(session, append.Realm, append.Origin);
        var size = head?.Size ?? 0;
        if (size != append.SizeBefore) throw new LogMovedException(append.Origin, append.SizeBefore, size);
        foreach (var entry in append.Entries)
        {
            Insert(session, realm, append.Origin, entry);
            if (entry.Body is { } body) InsertBody(session, append, entry.Index, body);
        }

        foreach (var hash in append.Hashes)
        {
            session.Run(
                "insert into tile_hash (realm, origin, level, hash_index, hash) values ($1, $2, $3, $4, $5)",
                realm, append.Origin, hash.Level, hash.Index, hash.Value.ToArray());
        }

        var lastTime = append.Entries.Count > 0 ? append.Entries[^1].Time : head?.LastTime ?? DateTimeOffset.UnixEpoch;
        session.Run(
            $"insert or replace into log ({HeadColumns}) values ($1, $2, $3, $4, $5, $6, $7)",
            realm, append.Origin, WriteKind(append.Kind), append.SizeAfter, append.Root.ToArray(), append.Checkpoint,
            SqliteValues.Micros(lastTime));
    }

    /// <summary>Keeps bytes with an entry that are not those of a stored object.</summary>
    public static void InsertBody(SqliteSession session, LogAppend append, long index, ReadOnlyMemory<byte> body) =>
        session.Run(
            "insert into log_body (realm, origin, entry_index, bytes) values ($1, $2, $3, $4)",
            append.Realm.Write(), append.Origin, index, SqliteValues.Blob(body));

    public static LogHead? FindHead(SqliteSession session, Realm realm, string origin) => session.First(
        $"select {HeadColumns} from log where realm = $1 and origin = $2", ReadHead, realm.Write(), origin);

    public static IReadOnlyList<LogHead> ListHeads(SqliteSession session, LogKind kind) => session.Query(
        $"select {HeadColumns} from log where kind = $1 order by realm, origin", ReadHead, WriteKind(kind));

    public static IReadOnlyList<Hash> ReadHashes(
        SqliteSession session, Realm realm, string origin, int level, long from, int count) => level == 0
        ? session.Query(
            """
            select leaf from log_entry
            where realm = $1 and origin = $2 and entry_index >= $3 and entry_index < $4 order by entry_index
            """,
            reader => reader.Hash(0), realm.Write(), origin, from, from + count)
        : session.Query(
            """
            select hash from tile_hash
            where realm = $1 and origin = $2 and level = $3 and hash_index >= $4 and hash_index < $5 order by hash_index
            """,
            reader => reader.Hash(0), realm.Write(), origin, level, from, from + count);

    public static IReadOnlyList<LogEntryRow> ReadEntries(
        SqliteSession session, Realm realm, string origin, long from, int count) => session.Query(
        $"""
        select {EntryColumns} from log_entry
        where realm = $1 and origin = $2 and entry_index >= $3 and entry_index < $4 order by entry_index
        """,
        ReadEntry, realm.Write(), origin, from, from + count);

    private static void Insert(SqliteSession session, string realm, string origin, LogEntryRow entry)
    {
        session.Run(
            $"""
            insert into log_entry (realm, origin, {EntryColumns})
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            realm, origin, entry.Index, SqliteValues.Blob(entry.Entry), entry.Leaf.ToArray(),
            SqliteValues.Micros(entry.Time), SqliteValues.Blob(entry.Salt), entry.ObjectId, entry.Version, entry.Type,
            entry.SourceId, entry.SourceVersion);
    }

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
