using System.Security.Cryptography;
using Entente.Cli.Output;
using Entente.Taxii;
using Entente.Taxii.Client;

namespace Entente.Cli.Taxii;

/// <summary>
/// A client for one server for as long as a verb runs, and what its faults mean to the person at the terminal. There is
/// no guard against private addresses: the person named the host, and it may well be in their own house.
/// </summary>
internal sealed class ServerSession : IDisposable
{
    private const int FaultsShownMax = 10;
    private const int TextCharsMax = 300;
    private const int JitterSteps = 1 << 16;

    private readonly HttpClient _http;
    private readonly TaxiiHandlerOptions _handler;
    private string? _refusedPin;

    public ServerSession(Uri server, TaxiiCredential? credential, TaxiiHandlerOptions handler)
    {
        _handler = handler with { KeyRefused = pin => _refusedPin = pin };
        _http = new HttpClient(TaxiiClient.CreateHandler(_handler)) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new TaxiiClientOptions
        {
            Server = server,
            Credential = credential,
            AcceptCompression = true,
            Jitter = () => RandomNumberGenerator.GetInt32(JitterSteps) / (double)JitterSteps,
        };
        Client = new TaxiiClient(_http, options, TimeProvider.System);
    }

    public TaxiiClient Client { get; }

    /// <summary>A text of the server's as people may see it: no control characters, not endless.</summary>
    public static string Said(string? text) => text is null
        ? ""
        : PlainText.Of(text.Length <= TextCharsMax ? text : text[..TextCharsMax] + "…");

    /// <summary>Waits for an answer and gives it, or fails with what the server says.</summary>
    public async Task<T> AskAsync<T>(string what, Func<TaxiiClient, Task<TaxiiResult<T>>> ask)
        where T : class
    {
        var answer = await Waiting.WhileAsync(what, () => ask(Client));
        if (answer.IsOk) return answer.Value;
        foreach (var fault in answer.Faults.Skip(1).Take(FaultsShownMax))
        {
            Failure.Print(fault.Code, Message(fault), Hint(fault));
        }

        throw FailureOf(answer.Fault);
    }

    /// <summary>
    /// What a fault comes to: the answer is no when the server understood and refused, anything else is not done.
    /// </summary>
    public Failure FailureOf(TaxiiFault fault) => new(
        fault.Code, Message(fault), Hint(fault), IsRefusal(fault) ? ExitCode.No : ExitCode.Failed);

    public static bool IsRefusal(TaxiiFault fault) => fault.HttpStatus is >= 400 and < 500 and not (408 or 429);

    /// <summary>What a fault says, with what the server says about it.</summary>
    public static string Message(TaxiiFault fault)
    {
        var message = Said(fault.Message);
        if (fault.ServerError is not { } error) return message;
        var description = error.Description is null ? "" : $": {Said(error.Description)}";
        var code = error.ErrorCode is null ? "" : $" ({Said(error.ErrorCode)})";
        return $"{message}, saying “{Said(error.Title)}{description}”{code}";
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.ClientCertificate?.Dispose();
    }

    private string? Hint(TaxiiFault fault) => (fault.Code, _refusedPin) switch
    {
        ("tls-failed", { } pin) when _handler.TlsPins.IsEmpty =>
            $"if its operator confirms that its key is sha256/{pin}, give `--tls-pin sha256/{pin}`; or give `--ca`",
        ("tls-failed", { } pin) => $"its key is sha256/{pin}; ask its operator whether it was changed",
        _ when fault.RetryAfter is { } wait => $"the server asks to wait {Math.Ceiling(wait.TotalSeconds)} s",
        _ => fault.Hint,
    };
}
