using Entente.Exchange;
using Entente.Exchange.Ports;

namespace Entente.Storage.Sqlite;

/// <summary>Channels and their decision queues.</summary>
internal static class SqliteQueue
{
    private const string ChannelColumns = "realm, channel_id, agreement_id, discloser, recipient, origin, opened_at";

    public static ChannelRow Open(SqliteSession session, ChannelRow channel)
    {
        var realm = channel.Realm.Write();
        var open = session.First(
            $"""
            select {ChannelColumns} from channel
            where realm = $1 and agreement_id = $2 and discloser = $3 and recipient = $4
            """,
            SqliteLedgerStore.ReadChannel, realm, channel.AgreementId, channel.Discloser, channel.Recipient);
        if (open is not null) return open;
        session.Run(
            $"insert into channel ({ChannelColumns}) values ($1, $2, $3, $4, $5, $6, $7)",
            realm, channel.ChannelId, channel.AgreementId, channel.Discloser, channel.Recipient, channel.Origin,
            SqliteValues.Micros(channel.OpenedAt));
        session.Run(
            """
            insert into pending (realm, channel_id, queued_at, object_id, version)
            select realm, $2, row_number() over (order by rowid), object_id, version from object where realm = $1
            """,
            realm, channel.ChannelId);
        return channel;
    }

    public static IReadOnlyList<PendingRow> Peek(SqliteSession session, ChannelRow channel, int countMax) =>
        session.Query(
            """
            select o.object_id, o.version, o.type, o.bytes, o.digest, o.submitter, o.origin_party, o.origin_agreement,
                   o.assumed_marking, o.stored_at, p.queued_at
            from pending p join object o
              on o.realm = p.realm and o.object_id = p.object_id and o.version = p.version
            where p.realm = $1 and p.channel_id = $2 order by p.queued_at limit $3
            """,
            reader => new PendingRow(SqliteObjectStore.Read(channel.Realm, reader), reader.GetInt64(10)),
            channel.Realm.Write(), channel.ChannelId, countMax);

    /// <summary>
    /// Writes the decisions, empties the queue of what is settled, queues again what waited for one of the decided
    /// objects, and notes what this batch waits for. In this order: within a batch everything saw everything, so
    /// nothing of it is queued again because of itself.
    /// </summary>
    public static void Settle(SqliteSession session, LedgerCommit commit)
    {
        var realm = commit.Channel.Realm.Write();
        var channel = commit.Channel.ChannelId;
        foreach (var settled in commit.Settled)
        {
            session.Run(
                "delete from pending where realm = $1 and channel_id = $2 and queued_at = $3",
                realm, channel, settled.QueuedAt);
        }

        // Only a decision that came out otherwise than before wakes others, so that two objects that refer to each
        // other cannot wake one another for ever.
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var decision in commit.Decisions)
        {
            if (Write(session, realm, channel, decision)) changed.Add(decision.ObjectId);
        }

        foreach (var target in changed) Requeue(session, realm, channel, target);

        // What is decided waits for what this decision says and for nothing of before: or something that left would be
        // decided, and leave, again because of an object that the recipient must not even know of.
        foreach (var decision in commit.Decisions)
        {
            session.Run(
                "delete from awaited where realm = $1 and channel_id = $2 and object_id = $3 and version = $4",
                realm, channel, decision.ObjectId, decision.Version);
        }

        foreach (var awaited in commit.Awaited)
        {
            session.Run(
                "insert or ignore into awaited (realm, channel_id, target_id, object_id, version) values ($1, $2, $3, $4, $5)",
                realm, channel, awaited.TargetId, awaited.ObjectId, awaited.Version);
        }
    }

    /// <summary>
    /// Has an object that did not leave decided again in the channels to a party, as if it were new there: it has come
    /// to light that this party has it.
    /// </summary>
    public static void DecideAgain(SqliteSession session, ObjectRow row, string party)
    {
        session.Run(
            """
            insert or ignore into pending (realm, channel_id, queued_at, object_id, version)
            select c.realm, c.channel_id,
                   (select coalesce(max(queued_at), 0) + 1 from pending p
                    where p.realm = c.realm and p.channel_id = c.channel_id),
                   $2, $3
            from channel c join decision d on d.realm = c.realm and d.channel_id = c.channel_id
              and d.object_id = $2 and d.version = $3 and d.entry_index is null
            where c.realm = $1 and c.recipient = $4
            """,
            row.Realm.Write(), row.ObjectId, row.Version, party);
        session.Run(
            """
            delete from decision where realm = $1 and object_id = $2 and version = $3 and entry_index is null
            and channel_id in (select channel_id from channel where realm = $1 and recipient = $4)
            """,
            row.Realm.Write(), row.ObjectId, row.Version, party);
    }

    private static bool Write(SqliteSession session, string realm, string channel, DecisionRow decision)
    {
        var before = session.First(
            """
            select outcome, released_id from decision
            where realm = $1 and channel_id = $2 and object_id = $3 and version = $4
            """,
            reader => (Outcome: reader.GetString(0), ReleasedId: reader.TextOrNull(1)),
            realm, channel, decision.ObjectId, decision.Version);
        session.Run("insert or ignore into verdict (body) values ($1)", decision.Verdict);
        session.Run(
            """
            insert or replace into decision (realm, channel_id, object_id, version, type, outcome, verdict, decided_at,
                                             decision_index, released_id, entry_index)
            values ($1, $2, $3, $4, $5, $6, (select verdict_key from verdict where body = $7), $8, $9, $10, $11)
            """,
            realm, channel, decision.ObjectId, decision.Version, decision.Type, decision.Outcome, decision.Verdict,
            SqliteValues.Micros(decision.DecidedAt), decision.DecisionIndex, decision.ReleasedId, decision.EntryIndex);
        return before != (decision.Outcome, decision.ReleasedId);
    }

    private static void Requeue(SqliteSession session, string realm, string channel, string targetId)
    {
        session.Run(
            """
            insert or ignore into pending (realm, channel_id, queued_at, object_id, version)
            select realm, channel_id,
                   (select coalesce(max(queued_at), 0) from pending p
                    where p.realm = a.realm and p.channel_id = a.channel_id)
                     + row_number() over (order by object_id, version),
                   object_id, version
            from awaited a where realm = $1 and channel_id = $2 and target_id = $3
            """,
            realm, channel, targetId);
        session.Run(
            "delete from awaited where realm = $1 and channel_id = $2 and target_id = $3", realm, channel, targetId);
    }
}
