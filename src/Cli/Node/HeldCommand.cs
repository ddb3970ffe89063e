using System.CommandLine;
using System.Text;
using System.Text.Json;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Node;

/// <summary>
/// <c>entente held</c>: what waits for a releaser, the bytes that would leave, and the answer. With
/// <c>--token-file</c> of a releaser, or as the operator.
/// </summary>
internal static class HeldCommand
{
    public static Command Create() => new("held", "see what waits for a releaser's approval; approve or refuse it")
    {
        CreateList(), CreateShow(), CreateAnswer("approve", isGranted: true), CreateAnswer("refuse", isGranted: false),
    };

    private static Command CreateList()
    {
        var command = new Command("list", "list what waits, by recipient, agreement and type");
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var groups = await client.GetAsync("api/held", cancellation);
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(groups, ExitCode.Ok);
            if (groups.GetArrayLength() == 0) AnsiConsole.WriteLine("nothing is held");
            foreach (var group in groups.EnumerateArray()) PrintGroup(group);
            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command CreateShow()
    {
        var (id, to) = (ObjectArgument(), ToOption());
        var command = new Command("show", "show what would leave, to the byte, if it were approved") { id, to };
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var query = Query(parsed.GetValue(id)!, parsed.GetValue(to)!);
            var answers = await client.GetAsync($"api/held/object?{query}", cancellation);
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(answers, ExitCode.Ok);
            foreach (var answer in answers.EnumerateArray()) PrintObject(answer);
            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command CreateAnswer(string verb, bool isGranted)
    {
        var (id, to) = (ObjectArgument(), ToOption());
        var version = new Option<string?>("--version")
        {
            Description = "the version that you have looked at (`modified`); left out for an object without versions",
        };
        var reason = new Option<string?>("--reason") { Description = "why, for the record", Required = !isGranted };
        var command = new Command(
            verb,
            isGranted ? "approve one version for one recipient" : "refuse one version for one recipient, with a reason")
        {
            id, to, version, reason,
        };
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var query = $"{Query(parsed.GetValue(id)!, parsed.GetValue(to)!)}"
                + $"&version={Uri.EscapeDataString(parsed.GetValue(version) ?? "")}"
                + $"&reason={Uri.EscapeDataString(parsed.GetValue(reason) ?? "")}";
            var answers = await client.PostAsync($"api/held/{verb}?{query}", null, cancellation);
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(answers, ExitCode.Ok);
            foreach (var answer in answers.EnumerateArray())
            {
                AnsiConsole.MarkupLineInterpolated(
                    $"[bold]{Text(answer, "outcome")}[/] {Text(answer, "object")} {Way(answer)}");
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static Argument<string> ObjectArgument() =>
        new("OBJECT") { Description = "the STIX id of the held object" };

    private static Option<string> ToOption() =>
        new("--to") { Description = "the party it would go to", Required = true };

    private static string Query(string id, string to) =>
        $"object={Uri.EscapeDataString(id)}&to={Uri.EscapeDataString(to)}";

    private static string Way(JsonElement held) => $"to {Text(held, "recipient")} under {Text(held, "agreement")}";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static void PrintGroup(JsonElement group)
    {
        var objects = group.GetProperty("objects");
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]{objects.GetArrayLength()} {Text(group, "type")}[/] {Way(group)}");
        foreach (var held in objects.EnumerateArray())
        {
            AnsiConsole.MarkupLineInterpolated($"  {Text(held, "id")} {Text(held, "version")}");
        }
    }

    private static void PrintObject(JsonElement answer)
    {
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]{Text(answer, "object")}[/] {Text(answer, "version")} {Way(answer)}, from {Text(answer, "submitter")}");
        AnsiConsole.MarkupLineInterpolated($"  approved, it is decided as: {Text(answer, "approved")}");
        foreach (var reason in answer.GetProperty("reasons").EnumerateArray())
        {
            AnsiConsole.MarkupLineInterpolated($"  {Text(reason, "code")}: {Text(reason, "detail")}");
        }

        if (answer.GetProperty("bytes").ValueKind != JsonValueKind.String)
        {
            AnsiConsole.WriteLine("  nothing would leave");
            return;
        }

        if (answer.GetProperty("isDerivative").GetBoolean())
        {
            AnsiConsole.WriteLine("  what would leave, with the times of a new derivative set when it leaves:");
        }

        // What somebody else wrote is printed as text, never as markup or as commands to the terminal.
        AnsiConsole.WriteLine(PlainText.Of(Encoding.UTF8.GetString(answer.GetProperty("bytes").GetBytesFromBase64())));
    }
}
