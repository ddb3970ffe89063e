using Spectre.Console;

namespace Entente.Cli.Output;

/// <summary>Shows that something is going on, on a terminal, for anything that takes over a second.</summary>
internal static class Waiting
{
    public static async Task<T> WhileAsync<T>(string what, Func<Task<T>> work)
    {
        if (Console.IsErrorRedirected) return await work();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Status().StartAsync(what, _ => work());
    }
}
