using Entente.Exchange.Ports;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

internal sealed class SqliteApprovalStore(SqliteDatabase database) : IApprovalStore
{
    private const string ReleaserColumns = "name, token_hash, created_at, revoked_at";

    public Task<bool> SaveApprovalAsync(ChannelRow channel, ApprovalRow row, CancellationToken cancellation) =>
        database.WriteAsync("approval", session =>
        {
            var key = SqliteQueue.KeyOf(session, channel);
            var found = SqliteObjectStore.FindKey(session, channel.Realm, row.ObjectId, row.Version);

            // Queued in the same commit: an answer without a decision would wait for ever.
            var queued = session.Run(
                """
                insert or ignore into pending (channel_key, object_key)
                select channel_key, object_key from decision
                where channel_key = $1 and object_key = $2 and outcome = 'hold'
                """,
                key, found);
            if (queued == 0) return false;
            session.Run(
                """
                insert into approval (channel_key, object_key, answered_at, until, is_granted, account, reason, policy)
                values ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                key, found, SqliteValues.Micros(row.At), SqliteValues.Micros(row.Until), row.IsGranted ? 1 : 0,
                row.Account, row.Reason, row.Policy);
            return true;
        }, cancellation);

    public Task<ApprovalRow?> FindApprovalAsync(
        ChannelRow channel, string objectId, string version, CancellationToken cancellation) =>
        database.ReadAsync(session => session.First(
            """
            select is_granted, account, reason, policy, answered_at, until from approval
            where channel_key = $1 and object_key = $2 order by answered_at desc limit 1
            """,
            reader => new ApprovalRow(
                objectId, version, reader.GetInt64(0) != 0, reader.GetString(1), reader.GetString(2),
                reader.GetString(3), reader.Time(4), reader.Time(5)),
            SqliteQueue.KeyOf(session, channel),
            SqliteObjectStore.FindKey(session, channel.Realm, objectId, version) ?? 0), cancellation);

    public Task<bool> AddReleaserAsync(ReleaserRow row, CancellationToken cancellation) =>
        database.WriteAsync("releaser", session => session.Run(
            $"insert or ignore into releaser ({ReleaserColumns}) values ($1, $2, $3, $4)",
            row.Name, SqliteValues.Blob(row.TokenHash), SqliteValues.Micros(row.CreatedAt),
            SqliteValues.Micros(row.RevokedAt)) > 0, cancellation);

    public Task<ReleaserRow?> FindReleaserAsync(ReadOnlyMemory<byte> tokenHash, CancellationToken cancellation) =>
        database.ReadAsync(session => session.First(
            $"select {ReleaserColumns} from releaser where token_hash = $1",
            ReadReleaser, SqliteValues.Blob(tokenHash)), cancellation);

    public Task<IReadOnlyList<ReleaserRow>> ListReleasersAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ReleaserRow>>(session => session.Query(
            $"select {ReleaserColumns} from releaser order by name", ReadReleaser), cancellation);

    public Task<bool> RevokeReleaserAsync(string name, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync("releaser", session => session.Run(
            "update releaser set revoked_at = $2 where name = $1 and revoked_at is null", name,
            SqliteValues.Micros(at)) > 0, cancellation);

    private static ReleaserRow ReadReleaser(SqliteDataReader reader) => new(
        reader.GetString(0), reader.Bytes(1), reader.Time(2), reader.TimeOrNull(3));
}
