using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Transparency;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

internal sealed class SqliteLedgerStore(SqliteDatabase database) : ILedgerStore
{
    private const string ChannelColumns = "realm, channel_id, agreement_id, discloser, recipient, origin, opened_at";
    private const string Decisions =
        """
        select o.object_id, o.version, d.type, d.outcome, v.body, d.decided_at, d.decision_index, d.released_id,
               d.entry_index
        from decision d join verdict v on v.verdict_key = d.verdict join object o on o.object_key = d.object_key
        """;
    private const string ReceiptColumns = "cosigner, size, note, at";

    public Task<ChannelRow> OpenChannelAsync(ChannelRow channel, CancellationToken cancellation) =>
        database.WriteAsync("channel", session => SqliteQueue.Open(session, channel), cancellation);

    public Task<IReadOnlyList<ChannelRow>> ListChannelsAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ChannelRow>>(session => session.Query(
            $"select {ChannelColumns} from channel order by origin", ReadChannel), cancellation);

    public Task<IReadOnlyList<PendingRow>> PeekPendingAsync(
        ChannelRow channel, int countMax, CancellationToken cancellation) =>
        database.ReadAsync(session => SqliteQueue.Peek(session, channel, countMax), cancellation);

    public Task<long> CountPendingAsync(ChannelRow channel, CancellationToken cancellation) =>
        database.ReadAsync(session => SqliteQueue.Count(session, channel), cancellation);

    /// <summary>
    /// Entries, tree, signed checkpoint, decisions and queue move together. If we die before the commit, the objects
    /// still wait and are decided again; if we die after it, they are decided, logged and no longer waiting. The
    /// checkpoint that was signed for a batch that never became durable never left the process.
    /// </summary>
    public Task CommitAsync(LedgerCommit commit, CancellationToken cancellation) =>
        database.WriteAsync("ledger", session =>
        {
            foreach (var append in commit.Appends) SqliteLog.Append(session, append);
            SqliteQueue.Settle(session, commit);
        }, cancellation);

    public Task<LogHead?> FindHeadAsync(Realm realm, string origin, CancellationToken cancellation) =>
        database.ReadAsync(session => SqliteLog.FindHead(session, realm, origin), cancellation);

    public Task<IReadOnlyList<LogHead>> ListHeadsAsync(LogKind kind, CancellationToken cancellation) =>
        database.ReadAsync(session => SqliteLog.ListHeads(session, kind), cancellation);

    public Task<IReadOnlyList<Hash>> ReadHashesAsync(
        Realm realm, string origin, int level, long from, int count, CancellationToken cancellation) =>
        database.ReadAsync(session => SqliteLog.ReadHashes(session, realm, origin, level, from, count), cancellation);

    public Task<IReadOnlyList<LogEntryRow>> ReadEntriesAsync(
        Realm realm, string origin, long from, int count, CancellationToken cancellation) =>
        database.ReadAsync(session => SqliteLog.ReadEntries(session, realm, origin, from, count), cancellation);

    public Task<IReadOnlyList<ReleasedObject>> ReadReleasedAsync(ReleasedQuery query, CancellationToken cancellation) =>
        database.ReadAsync(session => SqliteReleased.Read(session, query), cancellation);

    public Task<IReadOnlyDictionary<string, ReferenceFacts>> ReadReferencesAsync(
        ChannelRow channel, IReadOnlyCollection<string> objectIds, CancellationToken cancellation) =>
        database.ReadAsync(session => SqliteReleased.References(session, channel, objectIds), cancellation);

    public Task<IReadOnlyList<DecisionRow>> FindDecisionsAsync(
        ChannelRow channel, string objectId, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DecisionRow>>(session => session.Query(
            $"""
            {Decisions} where d.channel_key = $1 and o.realm = $2 and o.object_id = $3
            order by rtrim(o.version, 'Z') desc
            """,
            ReadDecision, SqliteQueue.KeyOf(session, channel), channel.Realm.Write(), objectId), cancellation);

    public Task<IReadOnlyList<DecisionRow>> ListDecisionsAsync(
        ChannelRow channel, string? outcome, int countMax, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DecisionRow>>(session =>
        {
            var key = SqliteQueue.KeyOf(session, channel);
            List<string> outcomes = outcome is not null ? [outcome] : session.Query(
                "select distinct outcome from decision where channel_key = $1", reader => reader.GetString(0), key);
            return [.. outcomes.SelectMany(each => session.Query(
                    $"{Decisions} where d.channel_key = $1 and d.outcome = $2 order by d.decision_index desc limit $3",
                    ReadDecision, key, each, countMax))
                .OrderByDescending(decision => decision.DecisionIndex).Take(countMax)];
        }, cancellation);

    public Task<IReadOnlyList<DecisionCount>> CountDecisionsAsync(ChannelRow channel, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DecisionCount>>(session => session.Query(
            """
            select t.type, t.outcome, v.body, t.decisions from decision_tally t
            join verdict v on v.verdict_key = t.verdict
            where t.channel_key = $1 and t.decisions > 0 order by 2, 4 desc, 1
            """,
            reader => new DecisionCount(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)),
            SqliteQueue.KeyOf(session, channel)), cancellation);

    public Task SaveReceiptAsync(Realm realm, string origin, ReceiptRow receipt, CancellationToken cancellation) =>
        database.WriteAsync("receipt", session =>
        {
            session.Run(
                "insert or ignore into receipt (realm, origin, cosigner, size, note, at) values ($1, $2, $3, $4, $5, $6)",
                realm.Write(), origin, receipt.Cosigner, receipt.Size, receipt.Note, SqliteValues.Micros(receipt.At));
        }, cancellation);

    public Task<ReceiptRow?> FindReceiptAsync(
        Realm realm, string origin, string cosigner, CancellationToken cancellation) =>
        database.ReadAsync(session => session.First(
            $"""
            select {ReceiptColumns} from receipt
            where realm = $1 and origin = $2 and cosigner = $3 order by size desc limit 1
            """,
            reader => new ReceiptRow(reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.Time(3)),
            realm.Write(), origin, cosigner), cancellation);

    private static DecisionRow ReadDecision(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
        reader.Time(5), reader.GetInt64(6),
        SqliteQueue.ReleasedId(reader.TextOrNull(7), reader.NumberOrNull(8), reader.GetString(0)),
        reader.NumberOrNull(8));

    internal static ChannelRow ReadChannel(SqliteDataReader reader)
    {
        _ = RealmText.TryRead(reader.GetString(0), out var realm);
        return new ChannelRow(
            realm, reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
            reader.GetString(5), reader.Time(6));
    }
}
