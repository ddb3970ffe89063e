using System.Globalization;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Stix;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

/// <summary>
/// Reads what a channel released. The log decides what exists; these conditions only narrow, and a page is one index
/// range of the log.
/// </summary>
internal static class SqliteReleased
{
    public static IReadOnlyList<ReleasedObject> Read(SqliteSession session, ReleasedQuery query)
    {
        if (Start(session, query) is not { } start) return [];

        // The statement's text depends only on which conditions are present, so each form is prepared once.
        var conditions = new List<string>();
        var values = new List<object?> { query.Realm.Write(), start.Log, start.From, query.CountMax, query.Until };
        var bytesLeft = query.BytesMax;
        if (query.AddedAfter is { } after) Add("e.time > {0}", SqliteValues.Micros(after));
        if (query.Ids.Count > 0)
        {
            Add($"e.entry_index in {EntriesOf("in (select value from json_each({0}))")}", SqliteValues.JsonList(query.Ids));
        }

        if (query.Types.Count > 0) Add("e.type in (select value from json_each({0}))", SqliteValues.JsonList(query.Types));
        AddVersions(query.Versions);
        var bytes = query.WithBytes ? "coalesce(b.bytes, o.bytes)" : "null";
        var joins = query.WithBytes
            ? """
              left join log_body b on b.log_key = e.log_key and b.entry_index = e.entry_index
              left join object o on o.object_key = e.source_key
              """
            : "";
        return session.QueryWhile(
            $"""
            select e.entry_index, e.object_id, e.version, e.time, {bytes} from log_entry e {joins}
            where e.log_key = $2 and e.entry_index >= $3 and e.entry_index < $5 {string.Concat(conditions)}
            order by e.entry_index limit $4
            """,
            reader => new ReleasedObject(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.Time(3),
                query.WithBytes ? BytesOf(query, reader) : ReadOnlyMemory<byte>.Empty),
            HadRoom,
            [.. values]);

        bool HadRoom(ReleasedObject row)
        {
            var had = bytesLeft >= 0;
            bytesLeft -= row.Bytes.Length;
            return had;
        }

        void Add(string condition, object value)
        {
            values.Add(value);
            conditions.Add(" and " + condition.Replace("{0}", $"${values.Count}", StringComparison.Ordinal));
        }

        void AddVersions(VersionFilter versions)
        {
            if (versions.All) return;

            var any = new List<string>();
            if (versions.IsLast) any.Add("(e.last_until is null or e.last_until >= $5)");
            if (versions.First) any.Add("not exists " + EarlierVersion);
            if (versions.Exact.Count > 0)
            {
                values.Add(SqliteValues.JsonList(versions.Exact));
                any.Add($"e.version in (select value from json_each(${values.Count}))");

                // The version of an object without one is the time it was added.
                values.Add(SqliteValues.JsonList(versions.Exact.SelectMany(Micros)));
                any.Add($"(e.version = '' and e.time in (select cast(value as integer) from json_each(${values.Count})))");
            }

            conditions.Add(any.Count == 0 ? " and 0" : $" and ({string.Join(" or ", any)})");
        }
    }

    private static IEnumerable<string> Micros(string version) => StixTimestamp.TryParse(version, out var at)
        ? [SqliteValues.Micros(at.ToInstant()).ToString(CultureInfo.InvariantCulture)]
        : [];

    private static byte[] BytesOf(ReleasedQuery query, SqliteDataReader reader) =>
        reader.IsDBNull(4) ? throw new StoreDamagedException(query.Origin) : reader.Bytes(4);

    /// <summary>
    /// An entry of the same object with an earlier version. By version, not by place: an old version may be released
    /// after a newer one. A version that was released again (with other redactions) counts where it was released last.
    /// Versions are compared without their Z, so that text order is time order at every precision.
    /// </summary>
    private static readonly string EarlierVersion =
        $"""
        (select 1 from log_entry n where n.log_key = e.log_key and n.entry_index in {EntriesOf("= e.object_id")}
         and +n.entry_index < $5 and (rtrim(n.version, 'Z'), -n.entry_index) < (rtrim(e.version, 'Z'), -e.entry_index))
        """;

    /// <summary>
    /// The entries of a log that released some ids: what left as it is stored is found through the stored object, all
    /// else by its alias. An id that only the source of a derivative has finds nothing.
    /// </summary>
    private static string EntriesOf(string isOne) =>
        $"""
        (select s.entry_index from object i
         cross join log_entry s indexed by log_entry_source on s.log_key = $2 and s.source_key = i.object_key
         where i.realm = $1 and i.object_id {isOne} and s.alias is null
         union all
         select a.entry_index from log_entry a indexed by log_entry_alias where a.log_key = $2 and a.alias {isOne})
        """;

    /// <summary>Where reading starts. Times ascend with the index, so a time stands for an index too.</summary>
    private static (long Log, long From)? Start(SqliteSession session, ReleasedQuery query)
    {
        var log = session.Number(
            "select log_key from log where realm = $1 and origin = $2", query.Realm.Write(), query.Origin);
        if (log == 0) return null;
        if (query.AddedAfter is not { } after) return (log, query.From);
        var first = session.First<long?>(
            "select entry_index from log_entry where log_key = $1 and time > $2 order by time, entry_index limit 1",
            reader => reader.GetInt64(0), log, SqliteValues.Micros(after));
        return first is { } index ? (log, Math.Max(index, query.From)) : null;
    }

    /// <summary>
    /// Writes the entry of a release, and notes with the one that was its object's last version until now that it is
    /// no longer, or with this one that it never was.
    /// </summary>
    public static void Insert(SqliteSession session, Realm realm, long log, LogEntryRow entry)
    {
        long? source = null;
        (long Index, string Version)? last = null;
        foreach (var known in Known(session, realm, log, entry))
        {
            if (known.SourceKey is { } key && known.SourceVersion == entry.SourceVersion) source = key;
            if (known.Index is { } index) last = (index, known.Version!);
        }

        if (entry.SourceId != entry.ObjectId)
        {
            source = SqliteObjectStore.FindKey(session, realm, entry.SourceId, entry.SourceVersion);
        }

        long? lastUntil = null;
        if (last is { } before)
        {
            if (string.CompareOrdinal(Comparable(entry.Version), Comparable(before.Version)) < 0)
            {
                lastUntil = entry.Index;
            }
            else
            {
                session.Run(
                    "update log_entry set last_until = $3 where log_key = $1 and entry_index = $2",
                    log, before.Index, entry.Index);
            }
        }

        var alias = source is not null && entry.SourceId == entry.ObjectId ? null : entry.ObjectId;
        SqliteLog.Insert(session, log, entry, new ReleasedPlace(source, alias, lastUntil));
    }

    /// <summary>The stored versions of the released id, and the entry that is its last version so far.</summary>
    private static List<(long? SourceKey, string? SourceVersion, long? Index, string? Version)> Known(
        SqliteSession session, Realm realm, long log, LogEntryRow entry) => session.Query(
        """
        select o.object_key, o.version, s.entry_index, s.version
        from object o left join log_entry s indexed by log_entry_source
          on s.log_key = $2 and s.source_key = o.object_key and s.alias is null and s.last_until is null
        where o.realm = $1 and o.object_id = $3
        union all
        select null, null, a.entry_index, a.version from log_entry a indexed by log_entry_alias
        where a.log_key = $2 and a.alias = $3 and a.last_until is null
        """,
        reader => (reader.NumberOrNull(0), reader.TextOrNull(1), reader.NumberOrNull(2), reader.TextOrNull(3)),
        realm.Write(), log, entry.ObjectId);

    private static string Comparable(string version) => version.TrimEnd('Z');

    public static IReadOnlyDictionary<string, ReferenceFacts> References(
        SqliteSession session, ChannelRow channel, IReadOnlyCollection<string> objectIds) => session.Query(
        """
        select j.value,
               exists (select 1 from object o
                       where o.realm = $1 and o.object_id = j.value and o.origin_party = $5)
                 or exists (select 1 from contribution c
                            where c.realm = $1 and c.party = $5 and c.object_id = j.value),
               exists (select 1 from object o join pending p on p.channel_key = $2 and p.object_key = o.object_key
                       where o.realm = $1 and o.object_id = j.value),
               (select e.object_id from object o
                cross join log_entry e indexed by log_entry_source on e.log_key = $3 and e.source_key = o.object_key
                where o.realm = $1 and o.object_id = j.value order by e.entry_index desc limit 1)
        from (select distinct value from json_each($4)) j
        where exists (select 1 from object o where o.realm = $1 and o.object_id = j.value)
        """,
        reader => new ReferenceFacts(
            reader.GetString(0), reader.GetInt64(1) != 0, reader.GetInt64(2) != 0, reader.TextOrNull(3)),
        channel.Realm.Write(), SqliteQueue.KeyOf(session, channel),
        session.Number(
            "select log_key from log where realm = $1 and origin = $2", channel.Realm.Write(), channel.Origin),
        SqliteValues.JsonList(objectIds), channel.Recipient)
        .ToDictionary(row => row.ObjectId);
}
