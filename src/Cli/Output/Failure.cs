using System.CommandLine;
using Spectre.Console;

namespace Entente.Cli.Output;

/// <summary>A reason to stop that the person at the terminal can do something about.</summary>
internal sealed class Failure(string code, string message, string? hint = null, int exitCode = ExitCode.Failed)
    : Exception(message)
{
    private static readonly IAnsiConsole Errors = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static InvocationConfiguration Configuration { get; } = new() { EnableDefaultExceptionHandler = false };

    public string Code { get; } = code;

    public string? Hint { get; } = hint;

    public int ExitCode { get; } = exitCode;

    /// <summary>Runs a verb; what it refuses is printed as one line with a code, and a hint below.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (Failure failure)
        {
            Print(failure.Code, failure.Message, failure.Hint);
            return failure.ExitCode;
        }
        catch (OperationCanceledException stopped) when (stopped.InnerException is not TimeoutException)
        {
            // Whoever pressed Ctrl-C knows why.
            return Output.ExitCode.Interrupted;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Print("file-unreadable", unreadable.Message, null);
            return Output.ExitCode.Failed;
        }
        catch (HttpRequestException unreachable)
        {
            Print("node-unreachable", unreachable.Message, "is the node running? see `entente status --help`");
            return Output.ExitCode.Failed;
        }
    }

    public static void Print(string code, string message, string? hint)
    {
        Errors.MarkupLineInterpolated($"[red]error[/] [bold]{code}[/]: {message}");
        if (!string.IsNullOrEmpty(hint)) Errors.MarkupLineInterpolated($"  hint: {hint}");
    }
}
