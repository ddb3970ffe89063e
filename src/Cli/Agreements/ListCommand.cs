using System.CommandLine;
using Entente.Cli.Node;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Agreements;

/// <summary><c>entente agreement list</c>: every agreement on our node, how it stands, and until when.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "list the agreements on our node, how they stand and until when");
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var list = await client.GetAsync("api/agreements", cancellation);
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(list);
            AnsiConsole.Write(Tables.Of(
                list, ["id", "version", "state", "ends", "renews", "notice by", "parties", "signed"],
                ["id", "version", "state", "ends", "renews", "noticeBy", "parties", "signed"]));
            return ExitCode.Ok;
        }));
        return command;
    }
}
