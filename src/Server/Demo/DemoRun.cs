using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Entente.Server.Commands;
using Entente.Server.Hosting;
using Spectre.Console;

namespace Entente.Server.Demo;

/// <summary>
/// The story of the demo, told with the two commands that everybody has: nothing here reaches into a node. The steps are
/// those of README's five minutes.
/// </summary>
internal sealed class DemoRun(string samples, string cli, string folder) : IAsyncDisposable
{
    private const string SingaporeMarking = "marking-definition--@jp-sg-arrangement@";

    private readonly DemoNode _japan = new("jp-cdu", Path.Combine(folder, "jp-cdu"), cli);
    private readonly DemoNode _vietNam = new("vn-cyc", Path.Combine(folder, "vn-cyc"), cli);
    private readonly DemoNode _singapore = new("sg-dco", Path.Combine(folder, "sg-dco"), cli);

    public async Task<int> RunAsync(string? bundle, bool exit, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        try
        {
            await StepAsync("1. Each party makes its node: keys, settings, a TLS certificate", InitAsync);
            await StepAsync("2. They confirm each other's keys and issue credentials", IntroduceAsync);
            await StepAsync("3. Both nodes start", async () =>
            {
                await _japan.ServeAsync(cancellation);
                await _vietNam.ServeAsync(cancellation);
            });
            await StepAsync("4. The memorandum and its arrangement are drawn up, signed by each side, and activated", AgreeAsync);
            await StepAsync("5. Japan also has an arrangement with Singapore, which binds what Singapore gave it", AgreeWithSingaporeAsync);
            AnsiConsole.MarkupLine("[bold]6. Japan publishes its intelligence; each channel decides about each object[/]");
            foreach (var file in Files(bundle)) await _japan.ShowAsync("publish", file);
            AnsiConsole.MarkupLine("[bold]7. Viet Nam pulls over TAXII 2.1, verifies log and signatures, stores, and cosigns a receipt[/]");
            await _vietNam.ShowAsync("pull", "--from", _japan.Party);
            AnsiConsole.MarkupLine("[bold]8. Viet Nam looks for the indicators in its own telemetry and reports what it saw[/]");
            await _vietNam.ShowAsync("match", Path.Combine(samples, "telemetry", "zeek-conn-dns-http.ndjson"), "--report");
            AnsiConsole.MarkupLine("[bold]9. Japan pulls the sightings the same way[/]");
            await _japan.ShowAsync("pull", "--from", _vietNam.Party);
            AnsiConsole.MarkupLine("[bold]10. Where both stand now[/]");
            await _japan.ShowAsync("status");
            await _vietNam.ShowAsync("status");
            AnsiConsole.MarkupLineInterpolated($"done in {watch.Elapsed.TotalSeconds:F1} s");
            if (exit) return 0;
            AnsiConsole.WriteLine();
            Console.WriteLine($"Japan's page:    {UrlCommand.LinkTo(new NodeFolder(_japan.Data))}");
            Console.WriteLine($"Viet Nam's page: {UrlCommand.LinkTo(new NodeFolder(_vietNam.Data))}");
            Console.WriteLine($"data in {folder}; Ctrl-C ends both nodes");
            await Task.Delay(Timeout.Infinite, cancellation);
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _japan.DisposeAsync();
        await _vietNam.DisposeAsync();
        await _singapore.DisposeAsync();
    }

    private async Task InitAsync()
    {
        foreach (var node in new[] { _japan, _vietNam, _singapore })
        {
            using var party = JsonDocument.Parse(await File.ReadAllBytesAsync(
                Path.Combine(samples, "coalition", "parties", $"{node.Party}.party.json")));
            var root = party.RootElement;
            await node.NodeAsync(
                "init", "--party", node.Party, "--origin", root.GetProperty("origin").GetString()!,
                "--name", root.GetProperty("name").GetProperty("en").GetString()!,
                "--identity", root.GetProperty("identity").GetString()!,
                "--partner-address", $"https://127.0.0.1:{FreePort()}", "--local-address", $"http://127.0.0.1:{FreePort()}",
                "--allow-network", "127.0.0.0/8", "--pull-interval", "3600");
        }
    }

    private async Task IntroduceAsync()
    {
        await IssueAsync(_japan, _vietNam);
        await IssueAsync(_vietNam, _japan);
        await _japan.NodeAsync("partner", "add", _singapore.PartyFile);
        await _singapore.NodeAsync("partner", "add", _japan.PartyFile);
    }

    /// <summary>One side issues a credential; the other keeps it with the issuer's keys and address.</summary>
    private static async Task IssueAsync(DemoNode issuer, DemoNode holder)
    {
        var secret = Path.Combine(holder.Data, $"{issuer.Party}.secret");
        await issuer.NodeAsync("partner", "issue", holder.Party, "--out", secret);
        await holder.NodeAsync("partner", "add", issuer.PartyFile, "--secret-file", secret);
        File.Delete(secret);
    }

    private async Task AgreeAsync()
    {
        var memorandum = await SignAsync("jp-vn-cyber-memorandum", null, _japan, _vietNam);
        var arrangement = await SignAsync("jp-vn-cyber-arrangement", memorandum, _japan, _vietNam);
        foreach (var node in new[] { _japan, _vietNam })
        {
            await ActivateAsync(node, "jp-vn-cyber-memorandum", memorandum);
            await ActivateAsync(node, "jp-vn-cyber-arrangement", arrangement);
        }
    }

    private async Task AgreeWithSingaporeAsync()
    {
        var memorandum = await SignAsync("jp-sg-cyber-memorandum", null, _japan, _singapore);
        var arrangement = await SignAsync("jp-sg-cyber-arrangement", memorandum, _japan, _singapore);
        await ActivateAsync(_japan, "jp-sg-cyber-memorandum", memorandum);
        var answer = await ActivateAsync(_japan, "jp-sg-cyber-arrangement", arrangement);
        using var activated = JsonDocument.Parse(answer);
        var marking = activated.RootElement.GetProperty("marking").GetString()!;
        var template = await File.ReadAllTextAsync(Path.Combine(samples, "intelligence", "third-party.template.json"));
        await File.WriteAllTextAsync(ThirdPartyFile, template.Replace(SingaporeMarking, marking, StringComparison.Ordinal));
    }

    private string ThirdPartyFile => Path.Combine(folder, "third-party.json");

    private IEnumerable<string> Files(string? bundle) => bundle is not null
        ? [bundle]
        : [Path.Combine(samples, "intelligence", "campaign.json"), ThirdPartyFile];

    /// <summary>Fills the template with both parties' keys, then each side signs with its own key.</summary>
    private async Task<string> SignAsync(string name, string? parent, params DemoNode[] parties)
    {
        var document = Path.Combine(folder, $"{name}.agreement.json");
        string[] keys = [.. parties.SelectMany(party => new[] { "--party", party.PartyFile })];
        string[] framework = parent is null ? [] : ["--parent", parent];
        await parties[0].CliAsync(
            ["agreement", "new", Path.Combine(samples, "coalition", $"{name}.template.json"), .. keys, .. framework, "--out", document]);
        var signed = Path.Combine(folder, $"{name}.agreement.jws");
        var from = document;
        foreach (var party in parties)
        {
            await party.CliAsync("agreement", "sign", from, "--out", signed);
            from = signed;
        }

        return signed;
    }

    private Task<string> ActivateAsync(DemoNode node, string name, string signed) => node.CliAsync(
        "agreement", "activate", signed, "--text", $"en={Path.Combine(samples, "coalition", $"{name}.en.txt")}", "--json");

    private static async Task StepAsync(string title, Func<Task> step)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{title}[/]");
        if (Console.IsOutputRedirected) await step();
        else await AnsiConsole.Status().StartAsync("working", _ => step());
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
