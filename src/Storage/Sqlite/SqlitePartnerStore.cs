using Entente.Exchange.Ports;
using Microsoft.Data.Sqlite;

namespace Entente.Storage.Sqlite;

internal sealed class SqlitePartnerStore(SqliteDatabase database) : IPartnerStore
{
    private const string PartnerColumns = "party, keys, url, tls_pin, user_name, secret";
    private const string CredentialColumns =
        "name, party, kind, secret_hash, created_at, expires_at, revoked_at, pin, authority, subject, last_used_at";

    public Task SavePartnerAsync(PartnerRow row, CancellationToken cancellation) =>
        database.WriteAsync("partner", session =>
        {
            session.Run(
                $"insert or replace into partner ({PartnerColumns}) values ($1, $2, $3, $4, $5, $6)",
                row.Party, row.Keys, row.Url, row.TlsPin, row.UserName, row.Secret);
        }, cancellation);

    public Task<bool> AddPartnerAsync(PartnerRow row, CancellationToken cancellation) =>
        database.WriteAsync("partner", session => session.Run(
            $"insert or ignore into partner ({PartnerColumns}) values ($1, $2, $3, $4, $5, $6)",
            row.Party, row.Keys, row.Url, row.TlsPin, row.UserName, row.Secret) > 0, cancellation);

    public Task<PartnerRow?> FindPartnerAsync(string party, CancellationToken cancellation) =>
        database.ReadAsync(session => session.First(
            $"select {PartnerColumns} from partner where party = $1", ReadPartner, party), cancellation);

    public Task<IReadOnlyList<PartnerRow>> ListPartnersAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<PartnerRow>>(session => session.Query(
            $"select {PartnerColumns} from partner order by party", ReadPartner), cancellation);

    public Task AddCredentialAsync(CredentialRow row, CancellationToken cancellation) =>
        database.WriteAsync("credential", session =>
        {
            session.Run(
                $"insert into credential ({CredentialColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                row.Name, row.Party, row.Kind, row.SecretHash, SqliteValues.Micros(row.CreatedAt),
                SqliteValues.Micros(row.ExpiresAt), SqliteValues.Micros(row.RevokedAt), row.Pin, row.Authority,
                row.Subject, SqliteValues.Micros(row.LastUsedAt));
        }, cancellation);

    public Task<CredentialRow?> FindCredentialAsync(string name, CancellationToken cancellation) =>
        database.ReadAsync(session => session.First(
            $"select {CredentialColumns} from credential where name = $1", ReadCredential, name), cancellation);

    public Task<IReadOnlyList<CredentialRow>> FindCertificatesAsync(
        string pin, IReadOnlyCollection<string> subjects, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<CredentialRow>>(session => session.Query(
            $"""
            select {CredentialColumns} from credential where pin = $1
            union
            select {CredentialColumns} from credential
            where subject is not null and subject in (select value from json_each($2))
            order by name
            """,
            ReadCredential, pin, SqliteValues.JsonList(subjects)), cancellation);

    public Task<IReadOnlyList<CredentialRow>> ListCredentialsAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<CredentialRow>>(session => session.Query(
            $"select {CredentialColumns} from credential order by party, name", ReadCredential), cancellation);

    public Task NoteCredentialUseAsync(string name, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync("credential-use", session =>
        {
            session.Run(
                "update credential set last_used_at = max(coalesce(last_used_at, $2), $2) where name = $1",
                name, SqliteValues.Micros(at));
        }, cancellation);

    public Task<bool> RevokeCredentialAsync(string name, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync("credential", session => session.Run(
            "update credential set revoked_at = coalesce(revoked_at, $2) where name = $1",
            name, SqliteValues.Micros(at)) > 0, cancellation);

    private static PartnerRow ReadPartner(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.TextOrNull(2), reader.TextOrNull(3), reader.TextOrNull(4),
        reader.TextOrNull(5));

    private static CredentialRow ReadCredential(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.Time(4),
        reader.TimeOrNull(5), reader.TimeOrNull(6))
    {
        Pin = reader.TextOrNull(7),
        Authority = reader.TextOrNull(8),
        Subject = reader.TextOrNull(9),
        LastUsedAt = reader.TimeOrNull(10),
    };
}
