using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Entente.IntegrationTests;

/// <summary>One party's node as its operator has it: a data folder, a server process, and the two commands.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private Process? _server;

    public TestNode(string party, string folder)
    {
        Party = party;
        Data = Path.Combine(folder, party);
    }

    public string Party { get; }

    public string Data { get; }

    public string PartyFile => Path.Combine(Data, "party.json");

    public bool IsRunning => _server is { HasExited: false };

    public string PartnerAddress => Setting("partnerAddress");

    public string LocalAddress => Setting("localAddress");

    public async Task<string> NodeAsync(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(Repository.NodeCommand, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"entente-node {string.Join(' ', arguments)}: {errors}{output}");
    }

    /// <summary>Runs <c>entente-node</c>, which kills itself at a durability point; gives exit code, output and errors.</summary>
    public Task<(int Code, string Output, string Errors)> CrashAsync(string crashAt, params string[] arguments) =>
        RunAsync(Repository.NodeCommand, arguments, crashAt);

    /// <summary>Runs <c>entente</c>; gives exit code, output and errors.</summary>
    public Task<(int Code, string Output, string Errors)> CliAsync(params string[] arguments) =>
        RunAsync(Repository.Command, arguments);

    /// <summary>Runs <c>entente … --json</c>, which must end with 0 or 1; gives its answer.</summary>
    public async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var (code, output, errors) = await CliAsync([.. arguments, "--json"]);
        if (code > 1 || output.Length == 0) throw new InvalidOperationException($"entente {string.Join(' ', arguments)}: {errors}");
        return JsonDocument.Parse(output).RootElement.Clone();
    }

    /// <summary>Starts the server; with a crash point it kills itself there, which may be before it answers.</summary>
    public async Task ServeAsync(string crashAt = "")
    {
        _server = Start(Repository.NodeCommand, ["serve"], crashAt);
        var output = _server.StandardOutput.ReadToEndAsync();
        var errors = _server.StandardError.ReadToEndAsync();
        using var http = new HttpClient();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience && !_server.HasExited;)
        {
            try
            {
                using var response = await http.GetAsync(new Uri($"{LocalAddress}/app.css"));
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        if (crashAt.Length > 0) return;
        await KillAsync();
        throw new InvalidOperationException($"{Party} does not serve at {LocalAddress}: {await errors}{await output}");
    }

    /// <summary>SIGKILL: nothing is flushed and nothing is closed.</summary>
    public async Task KillAsync()
    {
        if (_server is null) return;
        if (!_server.HasExited) _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    /// <summary>An HTTP client of a partner of this node, with a credential that the node issued.</summary>
    public HttpClient PartnerClient(string? token)
    {
        var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        var client = new HttpClient(handler) { BaseAddress = new Uri(PartnerAddress) };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private string Setting(string name)
    {
        using var settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Data, "node.json")));
        return settings.RootElement.GetProperty(name).GetString()!;
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(
        string program, string[] arguments, string crashAt = "")
    {
        using var process = Start(program, arguments, crashAt);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private Process Start(string program, string[] arguments, string crashAt)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ENTENTE_DATA"] = Data;
        start.Environment["ENTENTE_CRASH_AT"] = crashAt;
        return Process.Start(start)!;
    }
}
