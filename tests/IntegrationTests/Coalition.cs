using System.Text.Json;
using Xunit;

namespace Entente.IntegrationTests;

/// <summary>
/// Japan's and Viet Nam's nodes under the sample agreement, made with the commands that everybody has; and Singapore's
/// credential at Japan's node, for questions that a third party might ask.
/// </summary>
public sealed class Coalition : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("entente-").FullName;

    internal TestNode Japan { get; private set; } = null!;

    internal TestNode VietNam { get; private set; } = null!;

    internal TestNode Singapore { get; private set; } = null!;

    /// <summary>What Viet Nam shows Japan.</summary>
    internal string VietNamToken { get; private set; } = "";

    /// <summary>What Singapore shows Japan.</summary>
    internal string SingaporeToken { get; private set; } = "";

    internal string Folder => _folder;

    internal static string Sample(string relative) => Repository.PathOf(Path.Combine("samples", relative));

    public async ValueTask InitializeAsync()
    {
        Japan = new TestNode("jp-cdu", _folder);
        VietNam = new TestNode("vn-cyc", _folder);
        Singapore = new TestNode("sg-dco", _folder);
        foreach (var node in new[] { Japan, VietNam, Singapore }) await InitAsync(node);
        VietNamToken = await IssueAsync(Japan, VietNam);
        SingaporeToken = await IssueAsync(Japan, Singapore);
        await IssueAsync(VietNam, Japan);
        await Japan.NodeAsync("partner", "add", Singapore.PartyFile);
        await Japan.ServeAsync();
        await VietNam.ServeAsync();
        await AgreeAsync("jp-vn", [Japan, VietNam], [Japan, VietNam]);
        await AgreeAsync("jp-sg", [Japan, Singapore], [Japan]);
    }

    public async ValueTask DisposeAsync()
    {
        await Japan.DisposeAsync();
        await VietNam.DisposeAsync();
        await Singapore.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Draws up memorandum and arrangement, signs them on both sides, activates them where asked.</summary>
    internal async Task AgreeAsync(string pair, TestNode[] parties, TestNode[] activateAt)
    {
        string? parent = null;
        foreach (var kind in new[] { "memorandum", "arrangement" })
        {
            var name = $"{pair}-cyber-{kind}";
            parent = await SignAsync(Sample($"coalition/{name}.template.json"), name, parent, parties);
            foreach (var node in activateAt)
            {
                var (code, _, errors) = await node.CliAsync("agreement", "activate", parent, "--text", $"en={Sample($"coalition/{name}.en.txt")}");
                Assert.True(code == 0, errors);
            }
        }
    }

    /// <summary>A document from a template, signed by each of the parties given.</summary>
    internal async Task<string> SignAsync(string template, string name, string? parent, TestNode[] parties, TestNode[]? signers = null)
    {
        var document = Path.Combine(_folder, $"{name}.agreement.json");
        var signed = Path.Combine(_folder, $"{name}.agreement.jws");
        string[] keys = [.. parties.SelectMany(party => new[] { "--party", party.PartyFile })];
        string[] framework = parent is null ? [] : ["--parent", parent];
        var (code, _, errors) = await parties[0].CliAsync(["agreement", "new", template, .. keys, .. framework, "--out", document]);
        Assert.True(code == 0, errors);
        var from = document;
        foreach (var party in signers ?? parties)
        {
            (code, _, errors) = await party.CliAsync("agreement", "sign", from, "--out", signed);
            Assert.True(code == 0, errors);
            from = signed;
        }

        return signed;
    }

    /// <summary>Publishes one indicator at Japan's node.</summary>
    internal async Task PublishAsync(string name)
    {
        var file = Path.Combine(_folder, $"{name}.json");
        await File.WriteAllTextAsync(file, Objects.Indicator(name, 1, Objects.Green));
        await Japan.JsonAsync("publish", file);
    }

    /// <summary>Lets Viet Nam pull from Japan; gives the fault, null when there is none.</summary>
    internal async Task<string?> PullAsync()
    {
        var pulls = await VietNam.JsonAsync("pull", "--from", "jp-cdu");
        return Assert.Single(pulls.EnumerateArray()).GetProperty("fault").GetString();
    }

    private static async Task InitAsync(TestNode node)
    {
        using var party = JsonDocument.Parse(await File.ReadAllBytesAsync(Sample($"coalition/parties/{node.Party}.party.json")));
        await node.NodeAsync(
            "init", "--party", node.Party, "--origin", party.RootElement.GetProperty("origin").GetString()!, "--name", node.Party,
            "--identity", party.RootElement.GetProperty("identity").GetString()!,
            "--partner-address", $"https://127.0.0.1:{FreePorts.Take()}", "--local-address", $"http://127.0.0.1:{FreePorts.Take()}",
            "--allow-network", "127.0.0.0/8", "--pull-interval", "3600");
    }

    private static async Task<string> IssueAsync(TestNode issuer, TestNode holder)
    {
        var file = Path.Combine(holder.Data, "secret");
        await issuer.NodeAsync("partner", "issue", holder.Party, "--out", file);
        await holder.NodeAsync("partner", "add", issuer.PartyFile, "--secret-file", file);
        return await File.ReadAllTextAsync(file);
    }
}
