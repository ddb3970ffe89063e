using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Storage;
using Entente.Tests.Storage.Conformance;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Entente.Tests.Storage.Sqlite;

/// <summary>A store of an earlier schema holds the same things after it was brought up to date.</summary>
public sealed class MigrationTests : IDisposable
{
    /// <summary>The last script before tables that grow with every object were keyed by numbers.</summary>
    private const string LastWithNames = "0004_feeds.sql";

    private readonly string _folder = Directory.CreateTempSubdirectory("entente-migration-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_keyed_by_names_is_found_by_numbers()
    {
        var file = Path.Combine(_folder, "old.db");
        Fill(file);
        await using var store = Stores.OpenSqlite(file, NoFaults.Instance);
        var channel = Assert.Single(await store.Ledger.ListChannelsAsync(Cancellation));
        Assert.Equal("vn", channel.Recipient);
        Assert.Equal(
            [Id(4)],
            (await store.Ledger.PeekPendingAsync(channel, 10, Cancellation)).Select(row => row.Object.ObjectId));
        Assert.Equal("bytes of 1 v2", Text((await store.Objects.FindLatestAsync(Realm.Live, Id(1), Cancellation))!.Bytes));

        var query = new ReleasedQuery(Realm.Live, channel.Origin, 0, 100, WithBytes: true);
        var last = await store.Ledger.ReadReleasedAsync(query, Cancellation);
        Assert.Equal([(1L, Id(1), "bytes of 1 v2"), (2L, Id(9), "derivative")], last.Select(Row));
        var all = await store.Ledger.ReadReleasedAsync(query with { Versions = VersionFilter.Every }, Cancellation);
        Assert.Equal([0L, 1, 2, 3], all.Select(row => row.Index));
        var first = query with { Versions = new VersionFilter(true, false, false, []) };
        Assert.Equal([2L, 3], (await store.Ledger.ReadReleasedAsync(first, Cancellation)).Select(row => row.Index));
        var before = await store.Ledger.ReadReleasedAsync(query with { Until = 1 }, Cancellation);
        Assert.Equal([0L], before.Select(row => row.Index));
        Assert.Equal([2L], (await store.Ledger.ReadReleasedAsync(query with { Ids = [Id(9)] }, Cancellation)).Select(row => row.Index));
        Assert.Empty(await store.Ledger.ReadReleasedAsync(query with { Ids = [Id(2)] }, Cancellation));

        var entries = await store.Ledger.ReadEntriesAsync(Realm.Live, channel.Origin, 0, 10, Cancellation);
        Assert.Equal([Id(1), Id(1), Id(2), Id(1)], entries.Select(entry => entry.SourceId));
        Assert.Single(await store.Ledger.ReadEntriesAsync(Realm.Live, "us.example/decisions", 0, 10, Cancellation));
        Assert.Equal(4, (await store.Ledger.ReadHashesAsync(Realm.Live, channel.Origin, 0, 0, 10, Cancellation)).Count);
        Assert.Single(await store.Ledger.ReadHashesAsync(Realm.Live, channel.Origin, 1, 0, 10, Cancellation));
        var decision = Assert.Single(await store.Ledger.FindDecisionsAsync(channel, Id(2), Cancellation));
        Assert.Equal(("transform", Id(9), 2L), (decision.Outcome, decision.ReleasedId, decision.EntryIndex!.Value));
        var plain = await store.Ledger.FindDecisionsAsync(channel, Id(1), Cancellation);
        Assert.Equal([Id(1), Id(1), Id(1)], plain.Select(row => row.ReleasedId));

        // What is there already is counted, and counted on.
        Assert.Equal(4, (await store.Ledger.CountDecisionsAsync(channel, Cancellation)).Sum(count => count.Count));
        Assert.Equal(6, (await store.Objects.CountByTypeAsync(Realm.Live, Cancellation))["indicator"]);

        // Who waited for an object still does: its decision wakes them.
        await store.Ledger.CommitAsync(
            new LedgerCommit(channel, [], [Rows.Decision(Rows.Object(Id(2), "v1"), 9, "permit")], [], []), Cancellation);
        Assert.Equal(
            [Id(3), Id(4)],
            (await store.Ledger.PeekPendingAsync(channel, 10, Cancellation)).Select(row => row.Object.ObjectId));
    }

    /// <summary>A store as the scripts up to that one made it, with rows written by hand.</summary>
    private static void Fill(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var scripts = typeof(Stores).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var last = scripts.FindIndex(name => name.EndsWith(LastWithNames, StringComparison.Ordinal));
        Assert.True(last > 0);
        foreach (var name in scripts.Take(last + 1)) Run(Script(name));
        Run($"pragma user_version = {last + 1}");
        (int Id, string Version)[] objects = [(1, "v1"), (1, "v2"), (1, "v0"), (2, "v1"), (3, "v1"), (4, "v1")];
        foreach (var (id, version) in objects)
        {
            Run($"""
                insert into object values ('live', '{Id(id)}', '{version}', 'indicator', cast('bytes of {id} {version}' as blob),
                  zeroblob(32), 'someone', null, null, null, 1)
                """);
        }

        Run("insert into channel values ('live', 'c', 'agreement:a', 'us', 'vn', 'us.example/c', 3)");
        Run($"insert into pending values ('live', 'c', 7, '{Id(4)}', 'v1')");
        Run($"insert into awaited values ('live', 'c', '{Id(2)}', '{Id(3)}', 'v1')");
        Run("insert into verdict values (5, '{}')");
        Run("insert into log values ('live', 'us.example/c', 'channel', 4, zeroblob(32), 'note', 40)");
        Run("insert into log values ('live', 'us.example/decisions', 'decisions', 1, zeroblob(32), 'note', 40)");
        Run("insert into tile_hash values ('live', 'us.example/c', 1, 0, zeroblob(32))");
        Run("insert into log_body values ('live', 'us.example/c', 2, cast('derivative' as blob))");
        (string Log, int Index, int Id, string Version, int Source, string SourceVersion)[] entries =
        [
            ("us.example/c", 0, 1, "v1", 1, "v1"), ("us.example/c", 1, 1, "v2", 1, "v2"),
            ("us.example/c", 2, 9, "v1", 2, "v1"), ("us.example/c", 3, 1, "v0", 1, "v0"),
            ("us.example/decisions", 0, 1, "v1", 1, "v1"),
        ];
        foreach (var entry in entries)
        {
            Run($"""
                insert into log_entry values ('live', '{entry.Log}', {entry.Index}, zeroblob(9), zeroblob(32), {entry.Index + 10},
                  zeroblob(32), '{Id(entry.Id)}', '{entry.Version}', 'indicator', '{Id(entry.Source)}', '{entry.SourceVersion}')
                """);
            if (entry.Log == "us.example/decisions") continue;
            var outcome = entry.Id == entry.Source ? "permit" : "transform";
            Run($"""
                insert into decision values ('live', 'c', '{Id(entry.Source)}', '{entry.SourceVersion}', 'indicator',
                  '{outcome}', 5, 30, {entry.Index}, '{Id(entry.Id)}', {entry.Index})
                """);
        }

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static string Script(string name)
    {
        using var reader = new StreamReader(typeof(Stores).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static string Id(int number) => Rows.Id(number);

    private static string Text(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);

    private static (long Index, string Id, string Bytes) Row(ReleasedObject row) => (row.Index, row.ObjectId, Text(row.Bytes));
}
