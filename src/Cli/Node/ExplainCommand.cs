using System.CommandLine;
using System.Text.Json;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Node;

/// <summary><c>entente explain OBJECT --to PARTY</c>: what is decided about an object for a party, and why.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("OBJECT") { Description = "the STIX id of an object that the node holds" };
        var to = new Option<string>("--to") { Description = "the party it would go to", Required = true };
        var command = new Command("explain", "say what is decided about an object for a party, and why") { id, to };
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var query = $"object={Uri.EscapeDataString(parsed.GetValue(id)!)}&to={Uri.EscapeDataString(parsed.GetValue(to)!)}";
            var answers = await client.GetAsync($"api/explain?{query}", cancellation);
            var leaves = answers.EnumerateArray().Any(answer => answer.GetProperty("outcome").GetString() is "permit" or "transform");
            var exitCode = leaves ? ExitCode.Ok : ExitCode.No;
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(answers, exitCode);
            foreach (var answer in answers.EnumerateArray()) Print(answer);
            return exitCode;
        }));
        return command;
    }

    private static void Print(JsonElement answer)
    {
        var outcome = answer.GetProperty("outcome").GetString()!;
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]{outcome}[/] {answer.GetProperty("object").GetString()} to {answer.GetProperty("recipient").GetString()} under {answer.GetProperty("agreement").GetString()}");
        foreach (var reason in answer.GetProperty("reasons").EnumerateArray())
        {
            var clause = reason.GetProperty("clause").GetString() is { Length: > 0 } text ? $" [[{Markup.Escape(text)}]]" : "";
            AnsiConsole.MarkupLine(
                $"  {Markup.Escape(reason.GetProperty("code").GetString()!)}{clause}: {Markup.Escape(reason.GetProperty("detail").GetString()!)}");
            if (reason.TryGetProperty("strength", out var strength) && strength.GetString() is { Length: > 0 } enforced)
            {
                AnsiConsole.MarkupLineInterpolated($"    [grey]{enforced}[/]");
            }
        }

        if (answer.TryGetProperty("released", out var released) && released.ValueKind == JsonValueKind.String)
        {
            AnsiConsole.MarkupLineInterpolated($"  left as {released.GetString()}, entry {answer.GetProperty("entry")}");
        }
    }
}
