using System.CommandLine;
using System.Text.Json;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Node;

/// <summary><c>entente status</c>: agreements, channels, what waits, last pull and receipt.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "agreements, channels, what waits, last pull and receipt");
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var status = await client.GetAsync("api/status", cancellation);
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(status);
            Print(status, "agreements", "id", "version", "state", "parties");
            Print(status, "channels", "recipient", "agreement", "released", "pending", "held", "receipted");
            Print(status, "inbound", "discloser", "agreement", "size", "stored", "receipted", "last pull", "state", "fault");
            Print(status, "inboxes", "party", "agreement", "realm", "accepted", "refused", "kept bytes", "last addition");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static void Print(JsonElement status, string section, params string[] titles)
    {
        var table = Tables.Of(status.GetProperty(section), titles, [.. titles.Select(PropertyOf)]);
        table.Title = new TableTitle(section);
        AnsiConsole.Write(table);
    }

    /// <summary><c>last pull</c> is the property <c>lastPull</c>.</summary>
    private static string PropertyOf(string title) =>
        string.Concat(title.Split(' ').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
