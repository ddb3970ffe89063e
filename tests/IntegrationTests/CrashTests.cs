using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>
/// A node that dies at any durability point, and at random moments, finishes the exchange after its restart with nothing
/// lost, doubled or out of order. Real processes, real SIGKILL.
/// </summary>
public sealed class CrashTests(Coalition coalition) : IClassFixture<Coalition>
{
    private int _serial;

    public static TheoryData<string> DisclosersPoints { get; } =
    [
        "intake:before-commit", "intake:after-commit", "ledger:before-commit", "ledger:after-commit",
        "receipt:before-commit", "receipt:after-commit",
    ];

    public static TheoryData<string> RecipientsPoints { get; } =
    [
        "inbound-page:before-commit", "inbound-page:after-commit", "inbound-state:before-commit",
        "inbound-state:after-commit", "inbound-state:before-commit#2", "inbound-state:after-commit#2",
    ];

    [Theory]
    [MemberData(nameof(DisclosersPoints))]
    public async Task A_discloser_that_dies_there_goes_on_where_it_was(string point)
    {
        await coalition.Japan.KillAsync();
        await coalition.Japan.ServeAsync(point);
        var bundle = await WriteBundleAsync(20);
        await coalition.Japan.CliAsync("publish", bundle);
        await coalition.VietNam.CliAsync("pull", "--from", "jp-cdu");
        Assert.False(coalition.Japan.IsRunning, $"the node did not reach {point}");
        await coalition.Japan.KillAsync();
        await coalition.Japan.ServeAsync();
        await coalition.Japan.CliAsync("publish", bundle);
        await TheExchangeIsWholeAsync(bundle);
    }

    [Theory]
    [MemberData(nameof(RecipientsPoints))]
    public async Task A_recipient_that_dies_there_goes_on_where_it_was(string point)
    {
        var bundle = await WriteBundleAsync(20);
        await coalition.Japan.CliAsync("publish", bundle);
        await coalition.VietNam.KillAsync();
        await coalition.VietNam.ServeAsync(point);
        await coalition.VietNam.CliAsync("pull", "--from", "jp-cdu");
        Assert.False(coalition.VietNam.IsRunning, $"the node did not reach {point}");
        await coalition.VietNam.KillAsync();
        await coalition.VietNam.ServeAsync();
        await TheExchangeIsWholeAsync(bundle);
    }

    [Fact]
    public async Task Nodes_killed_at_random_moments_finish_the_exchange()
    {
        // A fixed list of delays is the seed: the moments differ by run anyway, the story does not.
        foreach (var delay in new[] { 20, 45, 80, 130, 210, 340 })
        {
            var bundle = await WriteBundleAsync(200);
            var publishing = coalition.Japan.CliAsync("publish", bundle);
            await Task.Delay(delay);
            await coalition.Japan.KillAsync();
            await publishing;
            await coalition.Japan.ServeAsync();
            await coalition.Japan.CliAsync("publish", bundle);
            var pulling = coalition.VietNam.CliAsync("pull", "--from", "jp-cdu");
            await Task.Delay(delay);
            await coalition.VietNam.KillAsync();
            await pulling;
            await coalition.VietNam.ServeAsync();
            await TheExchangeIsWholeAsync(bundle);
        }
    }

    private async Task TheExchangeIsWholeAsync(string bundle)
    {
        var pull = Assert.Single((await coalition.VietNam.JsonAsync("pull", "--from", "jp-cdu")).EnumerateArray());
        Assert.Equal(JsonValueKind.Null, pull.GetProperty("fault").ValueKind);
        var size = pull.GetProperty("size").GetInt64();
        Assert.Equal(size, pull.GetProperty("receipted").GetInt64());
        var inbound = (await coalition.VietNam.JsonAsync("status")).GetProperty("inbound")[0];
        Assert.Equal(size, inbound.GetProperty("stored").GetInt64());
        using var client = coalition.Japan.PartnerClient(coalition.VietNamToken);
        var collection = await Partner.CollectionIdAsync(client);
        var objects = await Partner.ObjectsAsync(client, collection, 1000);
        Assert.Equal(size, objects.Count);
        Assert.Equal(objects.Count, objects.Distinct().Count());
        using var published = JsonDocument.Parse(await File.ReadAllBytesAsync(bundle));
        var all = objects.ToHashSet();
        foreach (var item in published.RootElement.GetProperty("objects").EnumerateArray()) Assert.Contains(item.GetRawText(), all);
        var folder = Path.Combine(coalition.Folder, $"log-{_serial}");
        await Partner.SaveLogAsync(client, collection, size, folder);
        var verified = await coalition.VietNam.CliAsync("verify", folder, "--party", coalition.Japan.PartyFile);
        Assert.True(verified.Code == 0, verified.Errors);
    }

    /// <summary>A bundle of new objects that all may leave.</summary>
    private async Task<string> WriteBundleAsync(int count)
    {
        var tag = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
        var serial = ++_serial;
        var objects = Enumerable.Range(0, count).Select(i =>
            $$"""
            {"type":"indicator","spec_version":"2.1","id":"indicator--{{tag[..8]}}-{{tag[8..]}}-4000-8000-{{(serial * 100000) + i:D12}}","created":"2026-05-01T00:00:00.000Z","modified":"2026-05-01T00:00:00.000Z","pattern":"[domain-name:value = 'n{{i}}.{{tag}}.example']","pattern_type":"stix","valid_from":"2026-05-01T00:00:00Z","object_marking_refs":["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"]}
            """);
        var path = Path.Combine(coalition.Folder, $"bundle-{serial}-{tag}.json");
        await File.WriteAllTextAsync(path, $$"""{"type":"bundle","id":"bundle--{{tag[..8]}}-{{tag[8..]}}-4000-8000-000000000000","objects":[{{string.Join(',', objects)}}]}""");
        return path;
    }
}
