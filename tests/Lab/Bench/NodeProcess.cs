using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Lab.Samples;

namespace Entente.Lab.Bench;

/// <summary>
/// Japan's node as its operator has it, a process of its own, with Viet Nam as a partner that has a credential: the
/// sample coalition, made with the commands that everybody has.
/// </summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly string Root = SamplesVerb.CheckoutRoot();

    private readonly string _folder;
    private Process? _server;
    private string _token = "";

    private NodeProcess(string folder) => _folder = folder;

    private string Japan => Path.Combine(_folder, "jp-cdu");

    private string VietNam => Path.Combine(_folder, "vn-cyc");

    /// <summary>The most memory that the process has had since <see cref="ForgetMemoryPeak"/>, in bytes.</summary>
    public long MemoryPeak => Memory("VmHWM:");

    /// <summary>The memory that the process has now, in bytes; pages of the store's file that it has mapped included.</summary>
    public long MemoryNow => Memory("VmRSS:");

    /// <summary>Makes the coalition in an empty folder and starts the node.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="withDefaultLimits">Whether a partner is held to the rate that nodes allow by default.</param>
    public static async Task<NodeProcess> StartAsync(string folder, bool withDefaultLimits = false)
    {
        var node = new NodeProcess(folder);
        await InitAsync(node.Japan);
        await InitAsync(node.VietNam);
        await ShareKeysAsync(node.Japan, node.VietNam);
        node._token = (await File.ReadAllTextAsync(Path.Combine(node.VietNam, "secret"))).Trim();
        await ShareKeysAsync(node.VietNam, node.Japan);
        if (!withDefaultLimits) await node.LiftRateAsync();
        await node.ServeAsync();
        string? parent = null;
        foreach (var kind in new[] { "memorandum", "arrangement" }) parent = await node.AgreeAsync(kind, parent);
        return node;
    }

    public string PartnerAddress => Setting("partnerAddress");

    /// <summary>Gives a partner without an agreement a credential; its token.</summary>
    public async Task<string> AddAttackerAsync()
    {
        var secret = Path.Combine(_folder, "attacker");
        await NodeAsync(Japan, "partner", "add", "attacker", "--token", "--out", secret);
        return (await File.ReadAllTextAsync(secret)).Trim();
    }

    /// <summary>A client of the partner; HTTP/1.1 over TLS, connections kept.</summary>
    public HttpClient PartnerClient()
    {
        var client = Https(PartnerAddress);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        client.DefaultRequestHeaders.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/taxii+json;version=2.1"));
        return client;
    }

    /// <summary>A client of the node's operator.</summary>
    public HttpClient OperatorClient()
    {
        var client = new HttpClient { BaseAddress = new Uri(Setting("localAddress")), Timeout = Timeout.InfiniteTimeSpan };
        var token = File.ReadAllText(Path.Combine(Japan, "operator.token")).Trim();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client that takes any certificate: what is measured is not who is asked.</summary>
    public static HttpClient Https(string address) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
    })
    {
        BaseAddress = new Uri(address),
        Timeout = TimeSpan.FromMinutes(10),
    };

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Begins the count of <see cref="MemoryPeak"/> anew.</summary>
    public void ForgetMemoryPeak() => File.WriteAllText($"/proc/{_server!.Id}/clear_refs", "5");

    public void Dispose()
    {
        if (_server is null) return;
        if (!_server.HasExited) _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }

    private static async Task InitAsync(string data)
    {
        var party = Path.GetFileName(data);
        using var json = JsonDocument.Parse(
            await File.ReadAllBytesAsync(Path.Combine(Root, "samples", "coalition", "parties", $"{party}.party.json")));
        await NodeAsync(
            data, "init", "--party", party, "--origin", json.RootElement.GetProperty("origin").GetString()!, "--name", party,
            "--identity", json.RootElement.GetProperty("identity").GetString()!,
            "--partner-address", $"https://127.0.0.1:{FreePort()}", "--local-address", $"http://127.0.0.1:{FreePort()}",
            "--allow-network", "127.0.0.0/8", "--pull-interval", "3600");
    }

    private static async Task ShareKeysAsync(string issuer, string holder)
    {
        var secret = Path.Combine(holder, "secret");
        await NodeAsync(issuer, "partner", "issue", Path.GetFileName(holder), "--out", secret);
        await NodeAsync(holder, "partner", "add", Path.Combine(issuer, "party.json"), "--secret-file", secret);
    }

    private async Task<string> AgreeAsync(string kind, string? parent)
    {
        var name = $"jp-vn-cyber-{kind}";
        var template = Path.Combine(Root, "samples", "coalition", $"{name}.template.json");
        var document = Path.Combine(_folder, $"{name}.json");
        var signed = Path.Combine(_folder, $"{name}.jws");
        string[] framework = parent is null ? [] : ["--parent", parent];
        await CliAsync(
            Japan,
            [
                "agreement", "new", template, "--party", Path.Combine(Japan, "party.json"), "--party",
                Path.Combine(VietNam, "party.json"), .. framework, "--out", document,
            ]);
        await CliAsync(Japan, "agreement", "sign", document, "--out", signed);
        await CliAsync(VietNam, "agreement", "sign", signed, "--out", signed);
        var text = Path.Combine(Root, "samples", "coalition", $"{name}.en.txt");
        await CliAsync(Japan, "agreement", "activate", signed, "--text", $"en={text}");
        return signed;
    }

    private async Task LiftRateAsync()
    {
        var file = Path.Combine(Japan, "node.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        settings["partnerLimits"] = new JsonObject { ["requestsPerSecondMax"] = 1_000_000, ["requestsBurstMax"] = 1_000_000 };
        await File.WriteAllTextAsync(file, settings.ToJsonString());
    }

    private async Task ServeAsync()
    {
        _server = Start("Server/release/entente-node", Japan, ["serve"]);
        using var client = OperatorClient();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(100))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("app.css", UriKind.Relative));
                return;
            }
            catch (HttpRequestException)
            {
                if (_server.HasExited) break;
            }
        }

        throw new InvalidOperationException("the node does not serve");
    }

    private static Task NodeAsync(string data, params string[] arguments) =>
        RunAsync("Server/release/entente-node", data, arguments);

    private static Task CliAsync(string data, params string[] arguments) => RunAsync("Cli/release/entente", data, arguments);

    private static async Task RunAsync(string program, string data, string[] arguments)
    {
        using var process = Start(program, data, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed");
    }

    private static Process Start(string program, string data, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "artifacts", "bin", program)) { RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ENTENTE_DATA"] = data;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private string Setting(string name)
    {
        using var settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Japan, "node.json")));
        return settings.RootElement.GetProperty(name).GetString()!;
    }

    private long Memory(string field)
    {
        var line = File.ReadLines($"/proc/{_server!.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
