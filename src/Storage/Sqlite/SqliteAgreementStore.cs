using Entente.Exchange;
using Entente.Exchange.Ports;

namespace Entente.Storage.Sqlite;

internal sealed class SqliteAgreementStore(SqliteDatabase database) : IAgreementStore
{
    private const string Columns = "realm, agreement_id, version, signed, active, changed_at";

    public Task SaveAgreementAsync(AgreementRow row, CancellationToken cancellation) =>
        database.WriteAsync("agreement", session =>
        {
            session.Run(
                $"insert or replace into agreement ({Columns}) values ($1, $2, $3, $4, $5, $6)",
                row.Realm.Write(), row.AgreementId, row.Version, SqliteValues.Blob(row.Signed), row.Active ? 1 : 0,
                SqliteValues.Micros(row.ChangedAt));
        }, cancellation);

    public Task<IReadOnlyList<AgreementRow>> ListAgreementsAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<AgreementRow>>(session => session.Query(
            $"select {Columns} from agreement order by agreement_id, version",
            reader =>
            {
                _ = RealmText.TryRead(reader.GetString(0), out var realm);
                return new AgreementRow(
                    realm, reader.GetString(1), reader.GetInt32(2), reader.Bytes(3), reader.GetInt64(4) != 0,
                    reader.Time(5));
            }), cancellation);
}
