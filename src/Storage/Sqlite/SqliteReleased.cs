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
        // The statement's text depends only on which conditions are present, so each form is prepared once.
        var conditions = new List<string>();
        var values = new List<object?> { query.Realm.Write(), query.Origin, query.From, query.CountMax, query.Until };
        var bytesLeft = query.BytesMax;
        if (query.AddedAfter is { } after) Add("e.time > {0}", SqliteValues.Micros(after));
        if (query.Ids.Count > 0) Add("e.object_id in (select value from json_each({0}))", SqliteValues.JsonList(query.Ids));
        if (query.Types.Count > 0) Add("e.type in (select value from json_each({0}))", SqliteValues.JsonList(query.Types));
        AddVersions(query.Versions);
        var bytes = query.WithBytes ? "coalesce(b.bytes, o.bytes)" : "null";
        var joins = query.WithBytes
            ? """
              left join log_body b on b.realm = e.realm and b.origin = e.origin and b.entry_index = e.entry_index
              left join object o on o.realm = e.realm and o.object_id = e.source_id and o.version = e.source_version
              """
            : "";
        return session.QueryWhile(
            $"""
            select e.entry_index, e.object_id, e.version, e.time, {bytes} from log_entry e {joins}
            where e.realm = $1 and e.origin = $2 and e.entry_index >= $3 and e.entry_index < $5 {string.Concat(conditions)}
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
            if (versions.IsLast) any.Add("not exists " + OtherEntry(">", ""));
            if (versions.First) any.Add("not exists " + OtherEntry("<", "-"));
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
    /// Another entry of the same object that comes before or after. By version, not by place: an old version may be
    /// released after a newer one. A version that was released again (with other redactions) counts where it was
    /// released last. Versions are compared without their Z, so that text order is time order at every precision.
    /// </summary>
    private static string OtherEntry(string comparison, string sign) =>
        $"""
        (select 1 from log_entry n where n.realm = e.realm and n.origin = e.origin and n.object_id = e.object_id
         and n.entry_index < $5 and (rtrim(n.version, 'Z'), {sign}n.entry_index) {comparison} (rtrim(e.version, 'Z'), {sign}e.entry_index))
        """;

    public static IReadOnlyDictionary<string, ReferenceFacts> References(
        SqliteSession session, ChannelRow channel, IReadOnlyCollection<string> objectIds) => session.Query(
        """
        select j.value,
               exists (select 1 from object o
                       where o.realm = $1 and o.object_id = j.value and o.origin_party = $5)
                 or exists (select 1 from contribution c
                            where c.realm = $1 and c.party = $5 and c.object_id = j.value),
               exists (select 1 from pending p
                       where p.realm = $1 and p.channel_id = $2 and p.object_id = j.value),
               (select e.object_id from log_entry e where e.realm = $1 and e.origin = $3 and e.source_id = j.value
                order by e.entry_index desc limit 1)
        from (select distinct value from json_each($4)) j
        where exists (select 1 from object o where o.realm = $1 and o.object_id = j.value)
        """,
        reader => new ReferenceFacts(
            reader.GetString(0), reader.GetInt64(1) != 0, reader.GetInt64(2) != 0, reader.TextOrNull(3)),
        channel.Realm.Write(), channel.ChannelId, channel.Origin, SqliteValues.JsonList(objectIds),
        channel.Recipient)
        .ToDictionary(row => row.ObjectId);
}
