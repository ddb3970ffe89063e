using System.Diagnostics;
using System.Text;

namespace Entente.Server.Demo;

/// <summary>One party of the demo: its folder, its server process, and the two commands run on it.</summary>
internal sealed class DemoNode(string party, string data, string cli) : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private Process? _server;

    public string Party => party;

    public string Data => data;

    public string PartyFile => Path.Combine(data, "party.json");

    /// <summary>Runs <c>entente-node</c> on this node's folder; gives what it printed.</summary>
    public Task<string> NodeAsync(params string[] arguments) => RunAsync(Environment.ProcessPath!, arguments);

    /// <summary>Runs <c>entente</c> against this node; gives what it printed.</summary>
    public Task<string> CliAsync(params string[] arguments) => RunAsync(cli, arguments);

    /// <summary>Runs <c>entente</c> with its output on this terminal.</summary>
    public async Task ShowAsync(params string[] arguments)
    {
        using var process = Start(cli, arguments, capture: false);
        await process.WaitForExitAsync();
        if (process.ExitCode > 1) throw new InvalidDataException($"`entente {string.Join(' ', arguments)}` failed for `{party}`");
    }

    public async Task ServeAsync(CancellationToken cancellation)
    {
        _server = Start(Environment.ProcessPath!, ["serve"], capture: true);
        _ = _server.StandardOutput.ReadToEndAsync(cancellation);
        _ = _server.StandardError.ReadToEndAsync(cancellation);
        var settings = Hosting.NodeSettings.Read(Path.Combine(data, "node.json"));
        using var http = new HttpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartPatience);
        while (true)
        {
            if (_server.HasExited) throw new InvalidDataException($"the node of `{party}` ended with {_server.ExitCode}");
            try
            {
                using var response = await http.GetAsync(new Uri($"{settings.LocalAddress}/app.css"), limit.Token);
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null) return;
        if (!_server.HasExited) _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    private async Task<string> RunAsync(string program, string[] arguments)
    {
        using var process = Start(program, arguments, capture: true);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidDataException($"`{Path.GetFileName(program)} {string.Join(' ', arguments)}` failed for `{party}`: {await errors}");
    }

    private Process Start(string program, string[] arguments, bool capture)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = capture,
            RedirectStandardError = capture,
            UseShellExecute = false,
        };
        if (capture) start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ENTENTE_DATA"] = data;
        start.Environment["ENTENTE_CRASH_AT"] = "";
        return Process.Start(start)!;
    }
}
