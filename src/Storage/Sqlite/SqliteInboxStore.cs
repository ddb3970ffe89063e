using System.Text;
using System.Text.Json;
using Entente.Exchange;
using Entente.Exchange.Ports;

namespace Entente.Storage.Sqlite;

internal sealed class SqliteInboxStore(SqliteDatabase database) : IInboxStore
{
    /// <summary>
    /// What an addition counts for; a constant of the schema too, in the script that added the column.
    /// </summary>
    private const string Told = "length(cast(items as blob)) + 256";

    /// <summary>
    /// How many additions that are too old are forgotten at once, so that no request pays for a long silence before it.
    /// </summary>
    private const int ForgottenAtOnceMax = 1_000;

    /// <summary>
    /// If we die before the commit, the partner has no answer and adds again; after it, that is a repetition.
    /// </summary>
    public Task<IReadOnlyList<PutOutcome>> AddAsync(
        IReadOnlyList<ObjectRow> rows, long keptBytesMax, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<PutOutcome>>(
            "inbox", session => Add(session, rows, keptBytesMax), cancellation);

    public Task SaveAdditionAsync(
        AdditionRow addition, DateTimeOffset forgetBefore, long toldBytesMax, CancellationToken cancellation) =>
        database.WriteAsync("inbox-status", session =>
        {
            var realm = addition.Realm.Write();
            var items = Write(addition.Items);
            var told = Encoding.UTF8.GetByteCount(items) + IInboxStore.BesideAdditionBytes;
            Forget(session, realm, addition.Party, forgetBefore, toldBytesMax - told);
            session.Run(
                """
                insert into addition (realm, party, addition_id, agreement_id, received_at, items)
                values ($1, $2, $3, $4, $5, $6)
                """,
                realm, addition.Party, addition.AdditionId, addition.AgreementId,
                SqliteValues.Micros(addition.ReceivedAt), items);
            var refused = addition.Items.Count(item => item.Refusal is not null);
            session.Run(
                """
                insert into inbox (realm, party, agreement_id, taken, refused, last_at, told_bytes)
                values ($1, $2, $3, $4, $5, $6, $7)
                on conflict do update set taken = taken + excluded.taken, refused = refused + excluded.refused,
                                          last_at = excluded.last_at, told_bytes = told_bytes + excluded.told_bytes
                """,
                realm, addition.Party, addition.AgreementId, addition.Items.Count - refused, refused,
                SqliteValues.Micros(addition.ReceivedAt), told);
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
            """
            select realm, party, agreement_id, taken, refused, last_at, kept_bytes from inbox
            order by party, agreement_id, realm
            """,
            reader =>
            {
                _ = RealmText.TryRead(reader.GetString(0), out var realm);
                return new InboxTally(
                    realm, reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4),
                    reader.Time(5), reader.GetInt64(6));
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

    private static PutOutcome[] Add(SqliteSession session, IReadOnlyList<ObjectRow> rows, long keptBytesMax)
    {
        if (rows.Count == 0) return [];
        var (realm, party, agreement) = (rows[0].Realm, rows[0].OriginParty, rows[0].OriginAgreement);
        if (rows.Any(row => (row.Realm, row.OriginParty, row.OriginAgreement) != (realm, party, agreement)))
        {
            throw new ArgumentException("rows of more than one inbox", nameof(rows));
        }

        var before = session.Number(
            "select coalesce(sum(kept_bytes), 0) from inbox where realm = $1 and party = $2", realm.Write(), party);
        var kept = before;
        var outcomes = rows.Select(row => Add(session, row, keptBytesMax, ref kept)).ToArray();
        if (kept == before) return outcomes;
        session.Run(
            """
            insert into inbox (realm, party, agreement_id, taken, refused, last_at, kept_bytes)
            values ($1, $2, $3, 0, 0, $4, $5)
            on conflict do update set kept_bytes = kept_bytes + excluded.kept_bytes
            """,
            realm.Write(), party, agreement, SqliteValues.Micros(rows[0].StoredAt), kept - before);
        return outcomes;
    }

    /// <summary>
    /// What the partner is told, and what counts as kept of it, depends on its own contributions alone, whoever gave the
    /// object first.
    /// </summary>
    private static PutOutcome Add(SqliteSession session, ObjectRow row, long keptBytesMax, ref long kept)
    {
        if (FindGiven(session, row) is { } given)
        {
            return given.AsSpan().SequenceEqual(row.Digest.ToArray()) ? PutOutcome.Duplicate : PutOutcome.Conflict;
        }

        var size = row.Bytes.Length + IInboxStore.BesideObjectBytes;
        if (size > keptBytesMax - kept) return PutOutcome.NoRoom;
        kept += size;
        var put = SqliteObjectStore.Put(session, row);
        if (put == PutOutcome.Stored) return put;
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

    /// <summary>
    /// The digest of what the partner gave as this version under this agreement; null before it does.
    /// </summary>
    private static byte[]? FindGiven(SqliteSession session, ObjectRow row) => session.First(
        """
        select digest from object where realm = $1 and object_id = $2 and version = $3
        and origin_party = $4 and origin_agreement = $5 and submitter = origin_party
        union all
        select digest from contribution
        where realm = $1 and party = $4 and agreement_id = $5 and object_id = $2 and version = $3
        limit 1
        """,
        reader => reader.Bytes(0), row.Realm.Write(), row.ObjectId, row.Version, row.OriginParty, row.OriginAgreement);

    /// <summary>Forgets additions from the oldest on: those before a time, and more until there is room.</summary>
    private static void Forget(SqliteSession session, string realm, string party, DateTimeOffset before, long toldBytesMax)
    {
        var told = session.Number(
            "select coalesce(sum(told_bytes), 0) from inbox where realm = $1 and party = $2", realm, party);
        for (var count = 0; ; count++)
        {
            var oldest = session.First(
                $"""
                select addition_id, agreement_id, received_at, {Told} from addition where realm = $1 and party = $2
                order by received_at limit 1
                """,
                reader => (Id: reader.GetString(0), Agreement: reader.GetString(1), At: reader.Time(2), Size: reader.GetInt64(3)),
                realm, party);
            var isOld = oldest.At < before && count < ForgottenAtOnceMax;
            if (oldest.Id is null || (!isOld && told <= toldBytesMax)) return;
            session.Run(
                "delete from addition where realm = $1 and party = $2 and addition_id = $3", realm, party, oldest.Id);
            session.Run(
                "update inbox set told_bytes = told_bytes - $4 where realm = $1 and party = $2 and agreement_id = $3",
                realm, party, oldest.Agreement, oldest.Size);
            told -= oldest.Size;
        }
    }

    private static string Write(IReadOnlyList<AdditionItem> items) =>
        JsonSerializer.Serialize(items.Select(item => new[] { item.ObjectId, item.Version, item.Refusal }));

    private static IReadOnlyList<AdditionItem> Read(string items) =>
        [.. JsonSerializer.Deserialize<string?[][]>(items)!
            .Select(item => new AdditionItem(item[0]!, item[1]!, item[2]))];
}
