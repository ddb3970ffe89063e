using Entente.Exchange;
using Entente.Exchange.Ports;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

internal sealed class SqlitePushStore(SqliteDatabase database) : IPushStore
{
    private const string PushColumns = "realm, channel_id, interval_micros, is_paused, added_at";
    private const int PushColumnCount = 5;
    private const string StateColumns =
        "next_index, last_run_at, last_success_at, error_code, error_message, failures, next_run_at, delivered";

    private const string ItemColumns =
        "entry_index, object_id, version, status_id, polls, attempts, due_at, is_failed, message";

    private const string Everything =
        $"""
        select {PushColumns}, {SqliteRemote.Columns}, {StateColumns},
               (select count(*) from push_item i
                where i.realm = push.realm and i.channel_id = push.channel_id and i.is_failed = 0),
               (select count(*) from push_item i
                where i.realm = push.realm and i.channel_id = push.channel_id and i.is_failed = 1)
        from push join push_state using (realm, channel_id)
        """;

    private const string OneChannel = "where realm = $1 and channel_id = $2";

    public Task<bool> AddPushAsync(PushRow push, CancellationToken cancellation) =>
        database.WriteAsync("push-command", session =>
        {
            var added = session.Run(
                $"""
                insert or ignore into push ({PushColumns}, {SqliteRemote.Columns})
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                """,
                [
                    push.Realm.Write(), push.ChannelId, (long)push.Interval.TotalMicroseconds, push.IsPaused ? 1 : 0,
                    SqliteValues.Micros(push.AddedAt), .. SqliteRemote.Values(push.Remote),
                ]) > 0;
            if (added) SaveState(session, push, PushState.New);
            return added;
        }, cancellation);

    public Task<StoredPush?> FindPushAsync(Realm realm, string channelId, CancellationToken cancellation) =>
        database.ReadAsync(
            session => session.First($"{Everything} {OneChannel}", Read, realm.Write(), channelId), cancellation);

    public Task<IReadOnlyList<StoredPush>> ListPushesAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<StoredPush>>(
            session => session.Query($"{Everything} order by realm, channel_id", Read), cancellation);

    public Task<bool> PausePushAsync(
        Realm realm, string channelId, bool isPaused, CancellationToken cancellation) =>
        database.WriteAsync("push-command", session =>
        {
            if (!isPaused)
            {
                session.Run(
                    $"""
                    update push_state set next_run_at = null, failures = 0, error_code = null, error_message = null
                    {OneChannel}
                    """,
                    realm.Write(), channelId);
            }

            return session.Run(
                $"update push set is_paused = $3 {OneChannel}", realm.Write(), channelId, isPaused ? 1 : 0) > 0;
        }, cancellation);

    public Task<bool> RemovePushAsync(Realm realm, string channelId, CancellationToken cancellation) =>
        database.WriteAsync("push-command", session =>
        {
            session.Run($"delete from push_item {OneChannel}", realm.Write(), channelId);
            session.Run($"delete from push_state {OneChannel}", realm.Write(), channelId);
            return session.Run($"delete from push {OneChannel}", realm.Write(), channelId) > 0;
        }, cancellation);

    public Task<IReadOnlyList<PushItem>> ListPushItemsAsync(
        Realm realm, string channelId, bool areFailed, int countMax, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<PushItem>>(session => session.Query(
            $"select {ItemColumns} from push_item {OneChannel} and is_failed = $3 order by entry_index limit $4",
            reader => new PushItem(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.TextOrNull(3), reader.GetInt32(4),
                reader.GetInt32(5), reader.Time(6), reader.GetInt64(7) != 0, reader.TextOrNull(8)),
            realm.Write(), channelId, areFailed ? 1 : 0, countMax), cancellation);

    public Task<int> ReopenPushItemsAsync(
        Realm realm, string channelId, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync("push-command", session =>
        {
            session.Run($"update push_state set next_run_at = null {OneChannel}", realm.Write(), channelId);
            return session.Run(
                $"""
                update push_item set is_failed = 0, status_id = null, polls = 0, attempts = 0, due_at = $3
                {OneChannel} and is_failed = 1
                """,
                realm.Write(), channelId, SqliteValues.Micros(now));
        }, cancellation);

    /// <summary>
    /// If we die before the commit, the envelope before it is sent again; after it, the next run starts behind it.
    /// </summary>
    public Task<PushRow?> SavePushStateAsync(
        PushRow push,
        PushState state,
        IReadOnlyList<PushItem> items,
        IReadOnlyList<long> taken,
        CancellationToken cancellation) =>
        database.WriteAsync("push", session =>
        {
            var now = session.First(
                $"select {PushColumns}, {SqliteRemote.Columns} from push {OneChannel} and added_at = $3",
                ReadPush, push.Realm.Write(), push.ChannelId, SqliteValues.Micros(push.AddedAt));
            if (now is null) return now;
            SaveState(session, push, state);
            foreach (var index in taken.Concat(items.Select(item => item.Index)))
            {
                session.Run(
                    $"delete from push_item {OneChannel} and is_failed in (0, 1) and entry_index = $3",
                    push.Realm.Write(), push.ChannelId, index);
            }

            foreach (var item in items) SaveItem(session, push, item);
            return now;
        }, cancellation);

    private static void SaveItem(SqliteSession session, PushRow push, PushItem item) => session.Run(
        $"""
        insert into push_item (realm, channel_id, {ItemColumns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        push.Realm.Write(), push.ChannelId, item.Index, item.ObjectId, item.Version, item.StatusId, item.Polls,
        item.Attempts, SqliteValues.Micros(item.DueAt), item.IsFailed ? 1 : 0, item.Message);

    private static void SaveState(SqliteSession session, PushRow push, PushState state) => session.Run(
        $"""
        insert or replace into push_state (realm, channel_id, {StateColumns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        push.Realm.Write(), push.ChannelId, state.NextIndex, SqliteValues.Micros(state.LastRunAt),
        SqliteValues.Micros(state.LastSuccessAt), state.ErrorCode, state.ErrorMessage, state.Failures,
        SqliteValues.Micros(state.NextRunAt), state.Delivered);

    private static StoredPush Read(SqliteDataReader reader)
    {
        const int At = PushColumnCount + SqliteRemote.Count;
        return new StoredPush(
            ReadPush(reader),
            new PushState(
                reader.GetInt64(At), reader.TimeOrNull(At + 1), reader.TimeOrNull(At + 2), reader.TextOrNull(At + 3),
                reader.TextOrNull(At + 4), reader.GetInt32(At + 5), reader.TimeOrNull(At + 6), reader.GetInt64(At + 7)),
            reader.GetInt64(At + 8), reader.GetInt64(At + 9));
    }

    private static PushRow ReadPush(SqliteDataReader reader)
    {
        _ = RealmText.TryRead(reader.GetString(0), out var realm);
        return new PushRow(
            realm, reader.GetString(1), SqliteRemote.Read(reader, PushColumnCount),
            TimeSpan.FromMicroseconds(reader.GetInt64(2)), reader.GetInt64(3) != 0, reader.Time(4));
    }
}
