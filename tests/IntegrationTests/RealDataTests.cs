using System.Text.Json;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>Real public data goes through both nodes; what is not transformed arrives byte for byte.</summary>
public sealed class RealDataTests(Coalition coalition) : IClassFixture<Coalition>
{
    [Fact]
    public async Task Attack_for_ics_and_real_indicators_arrive_byte_for_byte()
    {
        var attack = Repository.RequireShared("data/attack/ics-attack.json");
        var indicators = Repository.RequireShared("data/indicators/targetedthreats.stix2.json");

        // Unmarked indicators stay where they are, until a marking is assumed for them.
        var unmarked = await coalition.Japan.JsonAsync("publish", indicators);
        Assert.Equal(3011, unmarked.GetProperty("stored").GetInt64());
        var first = (await coalition.Japan.JsonAsync("explain", Ids(indicators)[0], "--to", "vn-cyc"))[0];
        Assert.Equal("deny", first.GetProperty("outcome").GetString());
        Assert.Contains("unmarked", first.ToString(), StringComparison.Ordinal);

        var report = await coalition.Japan.JsonAsync("publish", attack);
        Assert.Equal(1826, report.GetProperty("stored").GetInt64());
        var pull = Assert.Single((await coalition.VietNam.JsonAsync("pull", "--from", "jp-cdu")).EnumerateArray());
        Assert.Equal(JsonValueKind.Null, pull.GetProperty("fault").ValueKind);
        var received = StoredBytes(coalition.VietNam);
        var sent = Objects(attack);
        var same = sent.Count(item => received.TryGetValue(item.Key, out var bytes) && bytes == item.Value);
        var different = sent.Count(item => received.TryGetValue(item.Key, out var bytes) && bytes != item.Value);
        Assert.Equal(0, different);
        Assert.True(same > 1800, $"{same} of {sent.Count} objects arrived");
        Assert.DoesNotContain(Objects(indicators).Keys, received.ContainsKey);
    }

    [Fact]
    public async Task Real_indicators_with_an_assumed_marking_arrive_byte_for_byte()
    {
        var indicators = Repository.RequireShared("data/indicators/targetedthreats.stix2.json");
        await using var pair = new PairOfItsOwn();
        await pair.Coalition.InitializeAsync();
        await pair.Coalition.Japan.JsonAsync("publish", indicators, "--assume-marking", "TLP:GREEN");
        var pull = Assert.Single((await pair.Coalition.VietNam.JsonAsync("pull", "--from", "jp-cdu")).EnumerateArray());
        Assert.Equal(JsonValueKind.Null, pull.GetProperty("fault").ValueKind);
        var received = StoredBytes(pair.Coalition.VietNam);
        foreach (var (id, bytes) in Objects(indicators)) Assert.Equal(bytes, received[id]);
    }

    private static List<string> Ids(string bundle) => [.. Objects(bundle).Keys];

    private static Dictionary<string, string> Objects(string bundle)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(bundle));
        return document.RootElement.GetProperty("objects").EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!, item => item.GetRawText());
    }

    private static Dictionary<string, string> StoredBytes(TestNode node)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(node.Data, "entente.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select object_id, bytes from object where origin_party is not null";
        using var reader = command.ExecuteReader();
        var stored = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read()) stored[reader.GetString(0)] = System.Text.Encoding.UTF8.GetString((byte[])reader.GetValue(1));
        return stored;
    }

    /// <summary>A pair of nodes for one test alone.</summary>
    private sealed class PairOfItsOwn : IAsyncDisposable
    {
        public Coalition Coalition { get; } = new();

        public ValueTask DisposeAsync() => Coalition.DisposeAsync();
    }
}
