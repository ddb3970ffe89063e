using Entente.Exchange;
using Entente.Exchange.Ports;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

internal sealed class SqliteInboundStore(SqliteDatabase database) : IInboundStore
{
    private const string Columns =
        "realm, origin, agreement_id, discloser, recipient, checkpoint, checkpoint_size, stored_size, receipt, "
        + "receipt_size, receipt_sent_size, last_pull_at, fault, frozen, evidence";

    public Task<InboundRow?> FindInboundAsync(Realm realm, string origin, CancellationToken cancellation) =>
        database.ReadAsync(session => session.First(
            $"select {Columns} from inbound where realm = $1 and origin = $2", Read, realm.Write(), origin),
            cancellation);

    public Task<IReadOnlyList<InboundRow>> ListInboundAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<InboundRow>>(session => session.Query(
            $"select {Columns} from inbound order by origin, realm", Read), cancellation);

    public Task SaveInboundAsync(InboundRow row, CancellationToken cancellation) =>
        database.WriteAsync("inbound-state", session => Save(session, row), cancellation);

    /// <summary>
    /// If we die before the commit, the page is pulled again from the same index; if we die after it, the next pull
    /// starts behind it. The objects, their proof and their sidecars are never apart.
    /// </summary>
    public Task<IReadOnlyList<PutOutcome>> CommitPageAsync(InboundPage page, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<PutOutcome>>("inbound-page", session =>
        {
            // The objects first: an entry of the log leads to the one it released.
            List<PutOutcome> outcomes =
                [.. page.Objects.Select(row => row is null ? PutOutcome.None : SqliteObjectStore.Put(session, row))];
            SqliteLog.Append(session, page.Mirror);
            var contradictions = new HashSet<long>();
            for (var i = 0; i < outcomes.Count; i++)
            {
                if (outcomes[i] != PutOutcome.Conflict) continue;
                contradictions.Add(page.Mirror.Entries[i].Index);
                SqliteLog.InsertBody(session, page.Mirror, page.Mirror.Entries[i].Index, page.Objects[i]!.Bytes);
            }

            foreach (var sidecar in page.Sidecars)
            {
                // A statement about bytes that are not the object's would speak of the wrong ones.
                if (!contradictions.Contains(sidecar.Index)) Insert(session, sidecar);
            }

            Save(session, page.State);
            return outcomes;
        }, cancellation);

    public Task<IReadOnlyList<SidecarRow>> ListSidecarsAsync(
        Realm realm, string objectId, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<SidecarRow>>(session => session.Query(
            """
            select object_id, version, origin, entry_index, statement from sidecar
            where realm = $1 and object_id = $2 order by origin, entry_index
            """,
            reader => new SidecarRow(
                realm, reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3),
                reader.GetString(4)),
            realm.Write(), objectId), cancellation);

    private static void Insert(SqliteSession session, SidecarRow sidecar) => session.Run(
        "insert into sidecar (realm, object_id, origin, entry_index, version, statement) values ($1, $2, $3, $4, $5, $6)",
        sidecar.Realm.Write(), sidecar.ObjectId, sidecar.Origin, sidecar.Index, sidecar.Version, sidecar.Statement);

    private static void Save(SqliteSession session, InboundRow row) => session.Run(
        $"""
        insert or replace into inbound ({Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """,
        row.Realm.Write(), row.Origin, row.AgreementId, row.Discloser, row.Recipient, row.Checkpoint,
        row.CheckpointSize, row.StoredSize, row.Receipt, row.ReceiptSize, row.ReceiptSentSize,
        SqliteValues.Micros(row.LastPullAt), row.Fault, row.Frozen ? 1 : 0, row.Evidence);

    private static InboundRow Read(SqliteDataReader reader)
    {
        _ = RealmText.TryRead(reader.GetString(0), out var realm);
        return new InboundRow(
            realm, reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
            reader.GetString(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetString(8), reader.GetInt64(9),
            reader.GetInt64(10), reader.TimeOrNull(11), reader.TextOrNull(12), reader.GetInt64(13) != 0,
            reader.TextOrNull(14));
    }
}
