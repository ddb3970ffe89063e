using System.CommandLine;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Node;

/// <summary>
/// <c>entente pull</c>: fetches what partners have released to us, now instead of at the next interval.
/// </summary>
internal static class PullCommand
{
    public static Command Create()
    {
        var from = new Option<string?>("--from") { Description = "one partner; all of them when left out" };
        var command = new Command("pull", "fetch, verify, store and receipt what partners released to us") { from };
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var query = parsed.GetValue(from) is { } party ? $"?from={Uri.EscapeDataString(party)}" : "";
            var pulls = await Waiting.WhileAsync(
                "pulling", () => client.PostAsync($"api/pull{query}", null, cancellation));
            var faults = pulls.EnumerateArray().Count(pull => pull.GetProperty("fault").GetString() is not null);
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(pulls, faults == 0 ? ExitCode.Ok : ExitCode.No);
            var table = Tables.Create("channel", "entries", "new", "receipted", "state");
            foreach (var pull in pulls.EnumerateArray())
            {
                var fault = pull.GetProperty("fault").GetString();
                table.AddRow(
                    Markup.Escape(pull.GetProperty("origin").GetString()!), pull.GetProperty("size").ToString(),
                    pull.GetProperty("stored").ToString(), pull.GetProperty("receipted").ToString(),
                    fault is null ? "[green]verified[/]" : $"[red]{Markup.Escape(fault)}[/]");
            }

            AnsiConsole.Write(table);
            return faults == 0 ? ExitCode.Ok : ExitCode.No;
        }));
        return command;
    }
}
