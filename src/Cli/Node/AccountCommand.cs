using System.CommandLine;
using Entente.Cli.Output;

namespace Entente.Cli.Node;

/// <summary><c>entente account</c>: what each channel released, transformed, held and withheld so far.</summary>
internal static class AccountCommand
{
    public static Command Create()
    {
        var command = new Command("account", "what was released, transformed, held and withheld, by clause and reason");
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var account = await client.GetAsync("api/account", cancellation);
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(account);
            AccountTable.Print(account);
            return ExitCode.Ok;
        }));
        return command;
    }
}
