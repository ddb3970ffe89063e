using System.Net;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>
/// A command that dies at a durability point is repeated and comes to the same end as if it had not died. Real processes,
/// real SIGKILL.
/// </summary>
public sealed class CommandCrashTests(Coalition coalition) : IClassFixture<Coalition>
{
    private const int Killed = 137;

    /// <summary>Memorandum first, arrangement second; the arrangement opens the channel.</summary>
    public static TheoryData<string> ActivationPoints { get; } =
    [
        "agreement:before-commit", "agreement:after-commit#2", "channel:before-commit", "channel:after-commit",
    ];

    [Theory]
    [MemberData(nameof(ActivationPoints))]
    public async Task An_activation_that_dies_is_repeated(string point)
    {
        await using var node = CopyOfSingapore(point);
        await node.ServeAsync(point);
        await ActivateAsync(node);
        Assert.False(node.IsRunning, $"the node did not reach {point}");
        await node.KillAsync();
        await node.ServeAsync();
        Assert.All(await ActivateAsync(node), code => Assert.Equal(0, code));
        var channel = await OneChannelAsync(node);
        await node.KillAsync();
        await node.ServeAsync();
        Assert.Equal(channel, await OneChannelAsync(node));
    }

    [Theory]
    [InlineData("before-commit")]
    [InlineData("after-commit")]
    public async Task A_partner_command_that_dies_is_repeated(string when)
    {
        await using var node = CopyOfSingapore($"partner-{when}");
        var vietNam = coalition.VietNam.PartyFile;
        Assert.Equal(Killed, (await node.CrashAsync($"partner:{when}", "partner", "add", vietNam)).Code);
        await node.NodeAsync("partner", "add", vietNam);
        var file = Path.Combine(node.Data, "issued");
        string[] issue = ["partner", "issue", "vn-cyc", "--out", file];
        var (code, output, _) = await node.CrashAsync($"credential:{when}", issue);
        Assert.Equal(Killed, code);

        // Nobody has ever seen the secret of a credential whose issue did not end.
        Assert.Equal("", output);
        Assert.False(File.Exists(file));
        var name = (await node.NodeAsync(issue)).Split('\n')[0]["token ".Length..];
        await node.ServeAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(node, file));
        Assert.Equal(Killed, (await node.CrashAsync($"credential:{when}", "partner", "revoke", name)).Code);
        await node.NodeAsync("partner", "revoke", name);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(node, file));
    }

    [Theory]
    [InlineData("init:before-commit#1")]
    [InlineData("init:after-commit#8")]
    [InlineData("init:before-commit#11")]
    public async Task An_init_that_dies_is_repeated_and_keeps_its_keys(string point)
    {
        await using var node = new TestNode("half", Directory.CreateDirectory(Folder(point)).FullName);
        string[] init = ["init", "--party", "half", "--origin", "half.example", "--name", "Half"];
        Assert.Equal(Killed, (await node.CrashAsync(point, init)).Code);
        var made = Keys(node);
        Assert.NotEqual(0, (await node.CrashAsync("", "serve")).Code);
        if (made.Count > 0)
        {
            string[] other = ["init", "--party", "half", "--origin", "other.example", "--name", "Half"];
            var (code, _, errors) = await node.CrashAsync("", other);
            Assert.Equal(2, code);
            Assert.Contains("keys are never replaced", errors, StringComparison.Ordinal);
        }

        await node.NodeAsync(init);
        var kept = Keys(node);
        Assert.All(made, key => Assert.Equal(key.Value, kept[key.Key]));
        Assert.Equal(2, (await node.CrashAsync("", init)).Code);
        await node.ServeAsync();
        Assert.True(node.IsRunning);
    }

    [Fact]
    public async Task A_node_whose_store_is_gone_or_damaged_says_so_and_does_not_start()
    {
        await using var node = CopyOfSingapore("damage");
        await node.ServeAsync();
        await node.KillAsync();
        var store = Path.Combine(node.Data, "entente.db");
        foreach (var file in Directory.GetFiles(node.Data, "entente.db-*")) File.Delete(file);
        await File.WriteAllBytesAsync(store, new byte[8192]);
        var (code, _, errors) = await node.CrashAsync("", "serve");
        Assert.True(code == 3 && errors.Contains("store-damaged", StringComparison.Ordinal), $"{code}: {errors}");
        await File.WriteAllBytesAsync(store, []);
        (code, _, errors) = await node.CrashAsync("", "serve");
        Assert.True(code == 2 && errors.Contains("store-missing", StringComparison.Ordinal), $"{code}: {errors}");
    }

    private static Dictionary<string, string> Keys(TestNode node) =>
        Directory.GetFiles(Path.Combine(node.Data, "keys")).Where(file => !file.EndsWith(".new", StringComparison.Ordinal))
            .Where(file => !file.EndsWith("tls.pem", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(File.ReadAllBytes(file)));

    private static async Task<HttpStatusCode> AskAsync(TestNode node, string secretFile)
    {
        using var client = node.PartnerClient(await File.ReadAllTextAsync(secretFile));
        using var answer = await client.GetAsync(new Uri("taxii2/", UriKind.Relative));
        return answer.StatusCode;
    }

    private static async Task<string> OneChannelAsync(TestNode node)
    {
        var status = await node.JsonAsync("status");
        return Assert.Single(status.GetProperty("channels").EnumerateArray()).GetProperty("origin").GetString()!;
    }

    private async Task<List<int>> ActivateAsync(TestNode node)
    {
        var codes = new List<int>();
        foreach (var kind in new[] { "memorandum", "arrangement" })
        {
            var name = $"jp-sg-cyber-{kind}";
            var text = $"en={Coalition.Sample($"coalition/{name}.en.txt")}";
            var signed = Path.Combine(coalition.Folder, $"{name}.agreement.jws");
            codes.Add((await node.CliAsync("agreement", "activate", signed, "--text", text)).Code);
        }

        return codes;
    }

    private string Folder(string name) => Path.Combine(coalition.Folder, name.Replace(':', '-').Replace('#', '-'));

    /// <summary>Singapore's node as it was made, with nothing active yet.</summary>
    private TestNode CopyOfSingapore(string name)
    {
        var copy = new TestNode("sg-dco", Folder(name));
        foreach (var file in Directory.GetFiles(coalition.Singapore.Data, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Data, Path.GetRelativePath(coalition.Singapore.Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
