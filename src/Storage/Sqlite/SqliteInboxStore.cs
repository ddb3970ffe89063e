using System.Text.Json;
using Entente.Exchange;
using Entente.Exchange.Ports;

namespace Entente.Storage.Sqlite;

internal sealed class SqliteInboxStore(SqliteDatabase database) : IInboxStore
{
    /// <summary>
    /// If we die before the commit, the partner has no answer and adds again; after it, that is a repetition.
    /// </summary>
    public Task<IReadOnlyList<PutOutcome>> AddAsync(IReadOnlyList<ObjectRow> rows, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<PutOutcome>>(
            "inbox", session => [.. rows.Select(row => Add(session, row))], cancellation);

    public Task SaveAdditionAsync(AdditionRow addition, DateTimeOffset forgetBefore, CancellationToken cancellation) =>
        database.WriteAsync("inbox-status", session =>
        {
            var realm = addition.Realm.Write();
            session.Run(
                "delete from addition where realm = $1 and party = $2 and received_at < $3",
                realm, addition.Party, SqliteValues.Micros(forgetBefore));
            session.Run(
                """
                insert into addition (realm, party, addition_id, agreement_id, received_at, items)
                values ($1, $2, $3, $4, $5, $6)
                """,
                realm, addition.Party, addition.AdditionId, addition.AgreementId,
                SqliteValues.Micros(addition.ReceivedAt), Write(addition.Items));
            var refused = addition.Items.Count(item => item.Refusal is not null);
            session.Run(
                """
                insert into inbox (realm, party, agreement_id, taken, refused, last_at) values ($1, $2, $3, $4, $5, $6)
                on conflict do update set taken = taken + excluded.taken, refused = refused + excluded.refused,
                                          last_at = excluded.last_at
                """,
                realm, addition.Party, addition.AgreementId, addition.Items.Count - refused, refused,
                SqliteValues.Micros(addition.ReceivedAt));
        }, cancellation);

    public Task<AdditionRow?> FindAdditionAsync(
        Realm realm, string party, string additionId, CancellationToken cancellation) =>
        database.ReadAsync(session => session.First(
            """
            select agreement_id, received_at, items from addition
            where realm = $1 and party = $2 and addition_id = $3
            """,
            reader => new AdditionRow(
                realm, additionId, party, reader.GetString(0), reader.Time(1), Read(reader.GetString(2))),
            realm.Write(), party, additionId), cancellation);

    public Task<IReadOnlyList<InboxTally>> ListTalliesAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<InboxTally>>(session => session.Query(
            "select realm, party, agreement_id, taken, refused, last_at from inbox order by party, agreement_id, realm",
            reader =>
            {
                _ = RealmText.TryRead(reader.GetString(0), out var realm);
                return new InboxTally(
                    realm, reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4),
                    reader.Time(5));
            }), cancellation);

    public Task<IReadOnlyList<ContributionRow>> ListContributionsAsync(
        Realm realm, string party, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ContributionRow>>(session => session.Query(
            """
            select agreement_id, object_id, version, digest, bytes, at from contribution
            where realm = $1 and party = $2 order by object_id, version, agreement_id
            """,
            reader => new ContributionRow(
                realm, party, reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.Hash(3),
                reader.IsDBNull(4) ? default(ReadOnlyMemory<byte>?) : reader.Bytes(4), reader.Time(5)),
            realm.Write(), party), cancellation);

    /// <summary>
    /// What the partner is told depends on its own contributions alone, whoever gave the object first.
    /// </summary>
    private static PutOutcome Add(SqliteSession session, ObjectRow row)
    {
        var put = SqliteObjectStore.Put(session, row);
        if (put == PutOutcome.Stored || IsItsOwn(session, row)) return put;
        var known = session.First(
            """
            select digest from contribution
            where realm = $1 and party = $2 and agreement_id = $3 and object_id = $4 and version = $5
            """,
            reader => reader.Bytes(0), row.Realm.Write(), row.OriginParty, row.OriginAgreement, row.ObjectId,
            row.Version);
        if (known is not null)
        {
            return known.AsSpan().SequenceEqual(row.Digest.ToArray()) ? PutOutcome.Duplicate : PutOutcome.Conflict;
        }

        session.Run(
            """
            insert into contribution (realm, party, agreement_id, object_id, version, digest, bytes, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            row.Realm.Write(), row.OriginParty, row.OriginAgreement, row.ObjectId, row.Version, row.Digest.ToArray(),
            put == PutOutcome.Conflict ? SqliteValues.Blob(row.Bytes) : null, SqliteValues.Micros(row.StoredAt));
        SqliteQueue.DecideAgain(session, row, row.OriginParty!);
        return PutOutcome.Stored;
    }

    private static bool IsItsOwn(SqliteSession session, ObjectRow row) => session.Number(
        """
        select count(*) from object where realm = $1 and object_id = $2 and version = $3
        and origin_party = $4 and origin_agreement = $5 and submitter = origin_party
        """,
        row.Realm.Write(), row.ObjectId, row.Version, row.OriginParty, row.OriginAgreement) > 0;

    private static string Write(IReadOnlyList<AdditionItem> items) =>
        JsonSerializer.Serialize(items.Select(item => new[] { item.ObjectId, item.Version, item.Refusal }));

    private static IReadOnlyList<AdditionItem> Read(string items) =>
        [.. JsonSerializer.Deserialize<string?[][]>(items)!
            .Select(item => new AdditionItem(item[0]!, item[1]!, item[2]))];
}
