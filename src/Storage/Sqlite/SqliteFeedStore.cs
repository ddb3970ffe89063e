using System.Text.Json;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

internal sealed class SqliteFeedStore(SqliteDatabase database) : IFeedStore
{
    private const string FeedColumns =
        "name, realm, party, agreement_id, assumed_marking, interval_micros, types, is_paused, added_at";

    private const int FeedColumnCount = 9;

    private const string StateColumns =
        "cursor, last_run_at, last_success_at, error_code, error_message, failures, next_run_at, read, stored, "
        + "duplicates, refused, refusals";

    private const string Everything =
        $"select {FeedColumns}, {SqliteRemote.Columns}, {StateColumns} from feed join feed_state using (name)";

    public Task<bool> AddFeedAsync(FeedRow feed, CancellationToken cancellation) =>
        database.WriteAsync("feed-command", session =>
        {
            var added = session.Run(
                $"""
                insert or ignore into feed ({FeedColumns}, {SqliteRemote.Columns})
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
                """,
                [
                    feed.Name, feed.Realm.Write(), feed.Party, feed.AgreementId, feed.AssumedMarking,
                    (long)feed.Interval.TotalMicroseconds, SqliteValues.JsonList(feed.Types), feed.IsPaused ? 1 : 0,
                    SqliteValues.Micros(feed.AddedAt), .. SqliteRemote.Values(feed.Remote),
                ]) > 0;
            if (added) SaveState(session, feed.Name, FeedState.New);
            return added;
        }, cancellation);

    public Task<StoredFeed?> FindFeedAsync(string name, CancellationToken cancellation) =>
        database.ReadAsync(session => session.First($"{Everything} where name = $1", Read, name), cancellation);

    public Task<IReadOnlyList<StoredFeed>> ListFeedsAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<StoredFeed>>(
            session => session.Query($"{Everything} order by name", Read), cancellation);

    public Task<bool> PauseFeedAsync(string name, bool isPaused, CancellationToken cancellation) =>
        database.WriteAsync("feed-command", session =>
        {
            if (!isPaused) session.Run("update feed_state set next_run_at = null, failures = 0 where name = $1", name);
            return session.Run("update feed set is_paused = $2 where name = $1", name, isPaused ? 1 : 0) > 0;
        }, cancellation);

    public Task<bool> RemoveFeedAsync(string name, CancellationToken cancellation) =>
        database.WriteAsync("feed-command", session =>
        {
            session.Run("delete from feed_state where name = $1", name);
            return session.Run("delete from feed where name = $1", name) > 0;
        }, cancellation);

    /// <summary>
    /// If we die before the commit, the page before it is read again; after it, the next run starts behind that page.
    /// </summary>
    public Task<FeedRow?> SaveFeedStateAsync(FeedRow feed, FeedState state, CancellationToken cancellation) =>
        database.WriteAsync("feed", session =>
        {
            var now = session.First(
                $"select {FeedColumns}, {SqliteRemote.Columns} from feed where name = $1 and added_at = $2",
                ReadFeed, feed.Name, SqliteValues.Micros(feed.AddedAt));
            if (now is not null) SaveState(session, feed.Name, state);
            return now;
        }, cancellation);

    private static void SaveState(SqliteSession session, string name, FeedState state) => session.Run(
        $"""
        insert or replace into feed_state (name, {StateColumns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """,
        name, SqliteValues.Micros(state.Cursor), SqliteValues.Micros(state.LastRunAt),
        SqliteValues.Micros(state.LastSuccessAt), state.ErrorCode, state.ErrorMessage, state.Failures,
        SqliteValues.Micros(state.NextRunAt), state.Read, state.Stored, state.Duplicates, state.Refused,
        SqliteValues.JsonList(state.Refusals));

    private static StoredFeed Read(SqliteDataReader reader)
    {
        const int At = FeedColumnCount + SqliteRemote.Count;
        return new StoredFeed(ReadFeed(reader), new FeedState(
            reader.TimeOrNull(At), reader.TimeOrNull(At + 1), reader.TimeOrNull(At + 2), reader.TextOrNull(At + 3),
            reader.TextOrNull(At + 4), reader.GetInt32(At + 5), reader.TimeOrNull(At + 6), reader.GetInt64(At + 7),
            reader.GetInt64(At + 8), reader.GetInt64(At + 9), reader.GetInt64(At + 10), List(reader.GetString(At + 11))));
    }

    private static FeedRow ReadFeed(SqliteDataReader reader)
    {
        _ = RealmText.TryRead(reader.GetString(1), out var realm);
        return new FeedRow(
            reader.GetString(0), realm, SqliteRemote.Read(reader, FeedColumnCount), reader.GetString(2),
            reader.TextOrNull(3), reader.TextOrNull(4), TimeSpan.FromMicroseconds(reader.GetInt64(5)),
            List(reader.GetString(6)), reader.GetInt64(7) != 0, reader.Time(8));
    }

    private static List<string> List(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];
}
