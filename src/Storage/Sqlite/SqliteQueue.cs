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
            insert into pending (channel_key, object_key)
            select $2, object_key from object where realm = $1 order by object_key
            """,
            realm, session.LastKey);
        return channel;
    }

    public static IReadOnlyList<PendingRow> Peek(SqliteSession session, ChannelRow channel, int countMax) =>
        session.Query(
            """
            select o.object_id, o.version, o.type, o.bytes, o.digest, o.submitter, o.origin_party, o.origin_agreement,
                   o.assumed_marking, o.stored_at, o.object_key
            from pending p join object o on o.object_key = p.object_key
            where p.channel_key = $1 order by p.object_key limit $2
            """,
            reader => new PendingRow(SqliteObjectStore.Read(channel.Realm, reader), reader.GetInt64(10)),
            KeyOf(session, channel), countMax);

    public static long Count(SqliteSession session, ChannelRow channel) =>
        session.Number("select count(*) from pending where channel_key = $1", KeyOf(session, channel));

    /// <summary>The number of a channel; 0, which no channel has, when it is not open.</summary>
    public static long KeyOf(SqliteSession session, ChannelRow channel) => session.Number(
        "select channel_key from channel where realm = $1 and channel_id = $2", channel.Realm.Write(), channel.ChannelId);

    /// <summary>
    /// Writes the decisions, empties the queue of what is settled, queues again what waited for one of the decided
    /// objects, and notes what this batch waits for. In this order: within a batch everything saw everything, so
    /// nothing of it is queued again because of itself, neither for what it waited for nor for what it waits for now.
    /// </summary>
    public static void Settle(SqliteSession session, LedgerCommit commit)
    {
        var channel = KeyOf(session, commit.Channel);
        var keys = new Dictionary<(string Id, string Version), long>(commit.Settled.Count);
        foreach (var settled in commit.Settled)
        {
            keys[(settled.Object.ObjectId, settled.Object.Version)] = settled.QueuedAt;
            session.Run("delete from pending where channel_key = $1 and object_key = $2", channel, settled.QueuedAt);
        }

        // Only a decision that came out otherwise than before wakes others, so that two objects that refer to each
        // other cannot wake one another for ever. Where nothing waits, nobody needs to know what changed.
        var isAwaited = session.Number("select exists (select 1 from awaited where channel_key = $1)", channel) != 0;
        var changed = new Dictionary<string, bool>(StringComparer.Ordinal);
        var verdicts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var decision in commit.Decisions)
        {
            var key = Object(decision.ObjectId, decision.Version);
            if (isAwaited)
            {
                if (Changes(session, channel, key, decision, out var isVisible))
                {
                    changed[decision.ObjectId] = isVisible || changed.GetValueOrDefault(decision.ObjectId);
                }

                // What is decided waits for what this decision says and for nothing of before: or something that left
                // would be decided, and leave, again because of an object that the recipient must not even know of.
                session.Run("delete from awaited where channel_key = $1 and object_key = $2", channel, key);
            }

            Write(session, channel, key, decision, VerdictKey(session, verdicts, decision.Verdict));
        }

        foreach (var (target, isVisible) in changed) Requeue(session, channel, target, isVisible);
        foreach (var awaited in commit.Awaited)
        {
            session.Run(
                """
                insert or ignore into awaited (channel_key, target_id, object_key, is_undecided)
                values ($1, $2, $3, $4)
                """,
                channel, awaited.TargetId, Object(awaited.ObjectId, awaited.Version), awaited.IsUndecided ? 1 : 0);
        }

        long Object(string id, string version) => keys.TryGetValue((id, version), out var key)
            ? key
            : SqliteObjectStore.FindKey(session, commit.Channel.Realm, id, version)
                ?? throw new InvalidOperationException($"`{id}` was decided about and is not stored");
    }

    /// <summary>
    /// Has an object that did not leave decided again in the channels to a party, as if it were new there: it has come
    /// to light that this party has it.
    /// </summary>
    public static void DecideAgain(SqliteSession session, ObjectRow row, string party)
    {
        if (SqliteObjectStore.FindKey(session, row.Realm, row.ObjectId, row.Version) is not { } key) return;
        session.Run(
            """
            insert or ignore into pending (channel_key, object_key)
            select c.channel_key, $2 from channel c
            join decision d on d.channel_key = c.channel_key and d.object_key = $2 and d.entry_index is null
            where c.realm = $1 and c.recipient = $3
            """,
            row.Realm.Write(), key, party);
        session.Run(
            """
            delete from decision where object_key = $2 and entry_index is null
            and channel_key in (select channel_key from channel where realm = $1 and recipient = $3)
            """,
            row.Realm.Write(), key, party);
    }

    /// <summary>Whether a decision came out otherwise than before, and whether the recipient could notice.</summary>
    private static bool Changes(
        SqliteSession session, long channel, long key, DecisionRow decision, out bool isVisible)
    {
        var before = session.First<(string Outcome, string? ReleasedId)?>(
            "select outcome, released_id, entry_index from decision where channel_key = $1 and object_key = $2",
            reader => (reader.GetString(0), ReleasedId(reader.TextOrNull(1), reader.NumberOrNull(2), decision.ObjectId)),
            channel, key);
        isVisible = decision.IsWithRecipient || before?.ReleasedId is not null;
        return before != (decision.Outcome, decision.ReleasedId);
    }

    /// <summary>What left under its own id has no other one written down.</summary>
    public static string? ReleasedId(string? written, long? entryIndex, string objectId) =>
        written ?? (entryIndex is null ? null : objectId);

    private static void Write(SqliteSession session, long channel, long key, DecisionRow decision, long verdict) =>
        session.Run(
            """
            insert into decision (channel_key, object_key, type, outcome, verdict, decided_at, decision_index,
                                  released_id, entry_index)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict do update set type = $3, outcome = $4, verdict = $5, decided_at = $6, decision_index = $7,
                                      released_id = $8, entry_index = $9
            """,
            channel, key, decision.Type, decision.Outcome, verdict, SqliteValues.Micros(decision.DecidedAt),
            decision.DecisionIndex,
            decision.EntryIndex is not null && decision.ReleasedId == decision.ObjectId ? null : decision.ReleasedId,
            decision.EntryIndex);

    private static long VerdictKey(SqliteSession session, Dictionary<string, long> known, string verdict)
    {
        if (known.TryGetValue(verdict, out var key)) return key;
        session.Run("insert or ignore into verdict (body) values ($1)", verdict);
        return known[verdict] = session.Number("select verdict_key from verdict where body = $1", verdict);
    }

    /// <summary>
    /// Decides again who waits for an object: all, or only those to whom any decision about it is news.
    /// </summary>
    private static void Requeue(SqliteSession session, long channel, string targetId, bool isVisible)
    {
        const string Waiting = "awaited where channel_key = $1 and target_id = $2 and ($3 or is_undecided)";
        session.Run(
            $"insert or ignore into pending (channel_key, object_key) select channel_key, object_key from {Waiting}",
            channel, targetId, isVisible ? 1 : 0);
        session.Run($"delete from {Waiting}", channel, targetId, isVisible ? 1 : 0);
    }
}
