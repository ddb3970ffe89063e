using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Storage;
using Entente.Tests.Storage.Conformance;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Entente.Tests.Storage.Sqlite;

/// <summary>What becomes of a file that something else has changed.</summary>
public sealed class SqliteDamageTests : IAsyncDisposable
{
    private const int PageBytes = 4096;

    private readonly SqlitePlace _place = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    public async Task A_file_of_a_later_release_is_refused_and_left_alone()
    {
        await FillAsync();
        Execute("pragma user_version = 1000");
        var before = await File.ReadAllBytesAsync(_place.Path, Cancellation);
        var refusal = Assert.Throws<StoreTooNewException>(() => _place.Open(NoFaults.Instance));
        Assert.Contains("1000", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_place.Path, Cancellation));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_damaged()
    {
        await File.WriteAllTextAsync(_place.Path, new string('x', 3 * PageBytes), Cancellation);
        Assert.Throws<StoreDamagedException>(() => _place.Open(NoFaults.Instance));
    }

    [Fact]
    public async Task A_zeroed_first_page_is_damage()
    {
        await FillAsync();
        ZeroPage(0);
        Assert.Throws<StoreDamagedException>(() => _place.Open(NoFaults.Instance));
    }

    [Fact]
    public async Task Whatever_page_is_zeroed_only_damage_is_reported()
    {
        await FillAsync();
        var whole = await File.ReadAllBytesAsync(_place.Path, Cancellation);
        var damaged = 0;
        for (var page = 1; page < whole.Length / PageBytes; page++)
        {
            await File.WriteAllBytesAsync(_place.Path, whole, Cancellation);
            ZeroPage(page);
            if (await IsDamagedAsync()) damaged++;
        }

        Assert.True(damaged > 10, $"only {damaged} pages were noticed");
    }

    [Fact]
    public async Task A_truncated_file_is_damaged()
    {
        await FillAsync();
        using (var file = File.OpenWrite(_place.Path)) file.SetLength(file.Length / 2 / PageBytes * PageBytes);
        Assert.True(await IsDamagedAsync());
    }

    [Fact]
    public async Task Processes_that_open_a_new_file_at_once_all_succeed()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => Stores.OpenSqlite(_place.Path, NoFaults.Instance), Cancellation)));
        await stores[0].Objects.PutAsync(Rows.Objects(1), Cancellation);
        foreach (var store in stores)
        {
            Assert.NotNull(await store.Objects.FindLatestAsync(Realm.Live, Rows.Id(0), Cancellation));
            await store.DisposeAsync();
        }
    }

    /// <summary>Reads and writes as a node does; every failure must be the one that says damage.</summary>
    private async Task<bool> IsDamagedAsync()
    {
        try
        {
            await using var store = _place.Open(NoFaults.Instance);
            for (var i = 0; i < 300; i++)
            {
                if (await store.Objects.FindLatestAsync(Realm.Live, Rows.Id(i), Cancellation) is not { } row) return true;
                if (!row.Bytes.Span.SequenceEqual(Rows.Object(i).Bytes.Span)) return true;
            }

            var counts = await store.Objects.CountByTypeAsync(Realm.Live, Cancellation);
            await store.Objects.PutAsync(Rows.Objects(300, from: 300), Cancellation);
            return counts["indicator"] != 300;
        }
        catch (StoreDamagedException)
        {
            return true;
        }
    }

    private async Task FillAsync()
    {
        await using var store = _place.Open(NoFaults.Instance);
        await store.Objects.PutAsync(Rows.Objects(300), Cancellation);
    }

    private void ZeroPage(int page)
    {
        using var file = File.OpenWrite(_place.Path);
        file.Position = page * PageBytes;
        file.Write(new byte[PageBytes]);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_place.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
