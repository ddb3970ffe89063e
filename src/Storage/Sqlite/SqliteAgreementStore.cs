using System.Collections.Immutable;
using Entente.Exchange;
using Entente.Exchange.Ports;

namespace Entente.Storage.Sqlite;

internal sealed class SqliteAgreementStore(SqliteDatabase database) : IAgreementStore
{
    private const string Columns = "realm, agreement_id, version, signed, active, changed_at";
    private const string StepColumns = "agreement_id, kind, account, reason, at, until";

    private static readonly ImmutableArray<string> Kinds = ["suspend", "resume", "denounce", "keep", "terminate"];

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

    public Task AddStepAsync(AgreementStepRow row, CancellationToken cancellation) =>
        database.WriteAsync("agreement-step", session =>
        {
            session.Run(
                $"insert into agreement_step ({StepColumns}) values ($1, $2, $3, $4, $5, $6)",
                row.AgreementId, Kinds[(int)row.Kind], row.Account, row.Reason, SqliteValues.Micros(row.At),
                SqliteValues.Micros(row.Until));
        }, cancellation);

    public Task<IReadOnlyList<AgreementStepRow>> ListStepsAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<AgreementStepRow>>(session => session.Query(
            $"select {StepColumns} from agreement_step order by step_key",
            reader => new AgreementStepRow(
                reader.GetString(0), (AgreementStepKind)Kinds.IndexOf(reader.GetString(1)), reader.GetString(2),
                reader.GetString(3), reader.Time(4), reader.TimeOrNull(5))), cancellation);
}
