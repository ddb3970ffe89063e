using System.CommandLine;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Node;

/// <summary>
/// <c>entente match LOG</c>: looks for the node's indicators in telemetry; <c>--report</c> sends sightings.
/// </summary>
internal static class MatchCommand
{
    private static readonly string[] Columns = ["indicator", "count", "line", "firstSeen", "lastSeen", "value"];

    public static Command Create()
    {
        var file = new Argument<FileInfo>("LOG") { Description = "telemetry: one JSON event a line, as Zeek writes it" };
        var report = new Option<bool>("--report")
        {
            Description = "make sightings of the hits, to be decided about like any other object",
        };
        var command = new Command("match", "look for the indicators the node holds in telemetry") { file, report };
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            await using var input = parsed.GetValue(file)!.OpenRead();
            var query = parsed.GetValue(report) ? "?report=true" : "";
            var answer = await Waiting.WhileAsync(
                "matching", () => client.PostFileAsync($"api/telemetry{query}", input, cancellation));
            var hits = answer.GetProperty("hits");
            var exitCode = hits.GetArrayLength() > 0 ? ExitCode.Ok : ExitCode.No;
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(answer, exitCode);
            AnsiConsole.Write(Tables.Of(hits, ["indicator", "hits", "first line", "first seen", "last seen", "value"], Columns));
            AnsiConsole.MarkupLineInterpolated(
                $"{answer.GetProperty("lines")} lines, {answer.GetProperty("indicators")} indicators, {answer.GetProperty("skipped")} not compiled, {answer.GetProperty("sightings")} sightings made");
            return exitCode;
        }));
        return command;
    }
}
