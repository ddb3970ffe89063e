using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Entente.Transparency;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>
/// Whatever a partner's node serves, with all of that partner's keys: what does not stand in the log it signed is not
/// taken, the refusal names the place, two histories are kept as evidence, and everything else goes on.
/// </summary>
public sealed class LyingPartnerTests(LyingPartnerTests.Betrayal betrayal) : IClassFixture<LyingPartnerTests.Betrayal>
{
    /// <summary>A lie, what the pull says, and whether the entry is named.</summary>
    public static TheoryData<string, string, bool> Lies { get; } = new()
    {
        { "signature", "checkpoint-signature", false },
        { "other-origin", "checkpoint-origin", false },
        { "no-note", "checkpoint-malformed", false },
        { "leaf", "tiles-mismatch", false },
        { "short-tile", "tile-malformed", true },
        { "entry", "entry-mismatch", true },
        { "short-bundle", "bundle-malformed", true },
        { "salt", "commitment-mismatch", true },
        { "object", "commitment-mismatch", true },
        { "other-object", "object-out-of-order", true },
        { "no-object", "commitment-mismatch", true },
        { "fewer-objects", "objects-missing", true },
        { "not-json", "partner-answer", false },
        { "growth", "log-too-large", true },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_lie_costs_the_pull_and_nothing_else(string lie, string code, bool namesEntry)
    {
        var (coalition, liar) = (betrayal.Coalition, betrayal.Liar);
        await coalition.PublishAsync(lie);
        var before = await StoredAsync(coalition);
        liar.Lie = (path, answer) => Tell(liar, lie, path, answer);
        var fault = await coalition.PullAsync();
        Assert.StartsWith(code, fault, StringComparison.Ordinal);
        Assert.Equal(namesEntry, Regex.IsMatch(fault!, @"at entry \d+"));
        Assert.Equal(before, await StoredAsync(coalition));

        // The other way is not touched, and when the partner is honest again, nothing is missing.
        var back = Assert.Single((await coalition.Japan.JsonAsync("pull", "--from", "vn-cyc")).EnumerateArray());
        Assert.Equal(JsonValueKind.Null, back.GetProperty("fault").ValueKind);
        liar.Lie = LyingPartner.Honest;
        Assert.Null(await coalition.PullAsync());
        Assert.Equal(before + 1, await StoredAsync(coalition));
    }

    [Theory]
    [InlineData("same-size", "log-forked")]
    [InlineData("grown", "log-forked")]
    public async Task Two_histories_freeze_the_channel_and_both_signed_checkpoints_are_kept(string fork, string code)
    {
        await using var other = new Betrayal();
        await other.InitializeAsync();
        var (pair, liar) = (other.Coalition, other.Liar);
        await pair.PublishAsync("first");
        Assert.Null(await pair.PullAsync());
        var before = await StoredAsync(pair);
        if (fork == "grown") await pair.PublishAsync("second");

        // Another history with signatures that hold: the first entry is another one, and the tree is that of it.
        var forger = await Forger.CreateAsync(pair, liar);
        forger.ChangeFirstLeaf();
        liar.Lie = forger.Tell;
        Assert.StartsWith(code, await pair.PullAsync(), StringComparison.Ordinal);
        liar.Lie = LyingPartner.Honest;
        Assert.StartsWith("channel-frozen", await pair.PullAsync(), StringComparison.Ordinal);
        var inbound = await InboundAsync(pair);
        Assert.Equal(before, inbound.GetProperty("stored").GetInt64());
        Assert.Equal("frozen", inbound.GetProperty("state").GetString());
        var evidence = inbound.GetProperty("evidence").GetString()!;
        Assert.Contains(forger.Root.ToBase64(), evidence, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(evidence, "(?m)^— "));
    }

    [Theory]
    [InlineData("no-pattern", "property-missing")]
    [InlineData("bundle", "object-is-bundle")]
    public async Task What_a_partner_stands_by_and_is_not_STIX_is_kept_as_bytes_and_the_channel_goes_on(
        string kind, string code)
    {
        await using var other = new Betrayal();
        await other.InitializeAsync();
        var (pair, liar) = (other.Coalition, other.Liar);
        await pair.PublishAsync("broken");
        var forger = await Forger.CreateAsync(pair, liar);
        var honest = Objects.Indicator("broken", 1, Objects.Green);
        forger.ReplaceLastObject(honest, kind == "bundle"
            ? Objects.Bundle(honest)
            : honest.Replace("\"pattern\":", "\"x_pattern\":", StringComparison.Ordinal));
        liar.Lie = forger.Tell;
        liar.KeepsReceipts = true;
        var before = await StoredAsync(pair);
        var fault = await pair.PullAsync();
        Assert.True(fault?.StartsWith($"object-invalid at entry {before}", StringComparison.Ordinal) == true, fault);
        Assert.Contains(code, fault, StringComparison.Ordinal);

        // Its entry is stored and receipted like every other, the object is not, and nothing stands still.
        var inbound = await InboundAsync(pair);
        Assert.Equal(before + 1, inbound.GetProperty("stored").GetInt64());
        Assert.Equal(before + 1, inbound.GetProperty("receipted").GetInt64());
        Assert.Equal("in-force", inbound.GetProperty("state").GetString());
        var id = JsonDocument.Parse(honest).RootElement.GetProperty("id").GetString()!;
        var explained = await pair.VietNam.CliAsync("explain", id, "--to", "jp-cdu");
        Assert.Contains("object-unknown", explained.Errors, StringComparison.Ordinal);
        Assert.Null(await pair.PullAsync());
        Assert.StartsWith("object-invalid", (await InboundAsync(pair)).GetProperty("fault").GetString(), StringComparison.Ordinal);
    }

    private static byte[] Tell(LyingPartner liar, string lie, string path, byte[] answer)
    {
        var isCheckpoint = path.EndsWith("/checkpoint", StringComparison.Ordinal);
        var isEntries = path.Contains("/tile/entries/", StringComparison.Ordinal);
        var isLeaves = path.Contains("/tile/0/", StringComparison.Ordinal);
        var isSalts = path.Contains("/tile/salts/", StringComparison.Ordinal);
        var isObjects = path.Contains("/objects/", StringComparison.Ordinal);
        return lie switch
        {
            "signature" when isCheckpoint => Text(answer, text => Regex.Replace(text, @"(.)(..==\n|...\n)$", match =>
                (match.Groups[1].Value == "A" ? "B" : "A") + match.Groups[2].Value)),
            "other-origin" when isCheckpoint => Text(answer, text => "x" + text),
            "no-note" when isCheckpoint => "nothing to see"u8.ToArray(),
            "leaf" when isLeaves => Flip(answer, ^1),
            "short-tile" when isLeaves => answer[..^1],
            "entry" when isEntries => Flip(answer, ^2),
            "short-bundle" when isEntries => answer[..^1],
            "salt" when isSalts => Flip(answer, ^1),
            "object" when isObjects => Text(answer, text => text.Replace("'n1.", "'n9.", StringComparison.Ordinal)),
            "other-object" when isObjects => Text(answer, text => text.Replace("-000000000001\"", "-000000000009\"", StringComparison.Ordinal)),
            "no-object" when isObjects => Text(answer, text => text.Replace("\"created\":\"2026", "\"created\":\"20x6", StringComparison.Ordinal)),
            "fewer-objects" when isObjects => "{}"u8.ToArray(),
            "not-json" when isObjects => answer[..^3],
            "growth" when isCheckpoint => liar.Sign(answer, 1L << 40, MerkleTree.HashLeaf("x"u8)),
            _ => answer,
        };
    }

    private static byte[] Text(byte[] answer, Func<string, string> change) =>
        Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(answer)));

    internal static byte[] Flip(byte[] answer, Index at)
    {
        answer[at] ^= 1;
        return answer;
    }

    private static async Task<JsonElement> InboundAsync(Coalition pair) =>
        (await pair.VietNam.JsonAsync("status")).GetProperty("inbound")[0];

    private static async Task<long> StoredAsync(Coalition pair) => (await InboundAsync(pair)).GetProperty("stored").GetInt64();

    /// <summary>A coalition in which Japan's node turned.</summary>
    public sealed class Betrayal : IAsyncLifetime
    {
        internal Coalition Coalition { get; } = new();

        internal LyingPartner Liar { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await Coalition.InitializeAsync();
            await Coalition.PublishAsync("before");
            Assert.Null(await Coalition.PullAsync());
            Liar = await LyingPartner.ReplaceAsync(Coalition.Japan);
        }

        public async ValueTask DisposeAsync()
        {
            await Liar.DisposeAsync();
            await Coalition.DisposeAsync();
        }
    }
}
