using System.CommandLine;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Node;

/// <summary><c>entente publish FILE</c>: hands objects in; each channel then decides about each of them.</summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "STIX 2.1: a bundle, one object, or JSON lines" };
        var marking = new Option<string?>("--assume-marking")
        {
            Description = "marking to assume for objects without any, such as TLP:GREEN; kept beside them, never written into them",
        };
        var command = new Command("publish", "import objects and decide about them in every channel") { file, marking };
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            await using var input = parsed.GetValue(file)!.OpenRead();
            var query = parsed.GetValue(marking) is { } assumed ? $"?assume-marking={Uri.EscapeDataString(assumed)}" : "";
            var report = await Waiting.WhileAsync(
                "importing and deciding", () => client.PostFileAsync($"api/objects{query}", input, cancellation));
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(report);
            AnsiConsole.MarkupLineInterpolated(
                $"read {report.GetProperty("read")} objects: {report.GetProperty("stored")} new, {report.GetProperty("duplicates")} known, {report.GetProperty("refused")} refused");
            foreach (var error in report.GetProperty("errors").EnumerateArray())
            {
                Failure.Print(
                    error.GetProperty("code").GetString()!,
                    $"{error.GetProperty("message").GetString()} (at {error.GetProperty("place").GetString()})",
                    error.GetProperty("hint").GetString());
            }

            AccountTable.Print(report.GetProperty("account"));
            return report.GetProperty("refused").GetInt64() == 0 ? ExitCode.Ok : ExitCode.No;
        }));
        return command;
    }
}
