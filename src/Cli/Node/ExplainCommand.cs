using System.CommandLine;
using System.Text.Json;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Node;

/// <summary>
/// <c>entente explain OBJECT --to PARTY</c>: what is decided about an object for a party, why, and what would change
/// it.
/// </summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("OBJECT") { Description = "the STIX id of an object that the node holds" };
        var to = new Option<string>("--to") { Description = "the party it would go to", Required = true };
        var bare = new Option<bool>("--bare")
        {
            Description = "only what the party can see for itself: an answer to hand to whoever asked",
        };
        var command = new Command(
            "explain", "say what is decided about an object for a party, why, and what would change it")
        {
            id, to, bare,
        };
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var query = $"object={Uri.EscapeDataString(parsed.GetValue(id)!)}&to={Uri.EscapeDataString(parsed.GetValue(to)!)}";
            if (parsed.GetValue(bare))
            {
                var answer = await client.GetAsync($"api/explain/bare?{query}", cancellation);
                return PrintBare(answer, parsed.GetValue(node.Json));
            }

            var answers = await client.GetAsync($"api/explain?{query}", cancellation);
            var leaves = answers.EnumerateArray().Any(answer => Text(answer, "outcome") is "permit" or "transform");
            var exitCode = leaves ? ExitCode.Ok : ExitCode.No;
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(answers, exitCode);
            foreach (var answer in answers.EnumerateArray()) Print(answer);
            return exitCode;
        }));
        return command;
    }

    private static int PrintBare(JsonElement answer, bool asJson)
    {
        var available = answer.GetProperty("available").GetBoolean();
        var code = available ? ExitCode.Ok : ExitCode.No;
        if (asJson) return JsonPrinter.Print(answer, code);
        var said = available ? "available" : "not available";
        AnsiConsole.MarkupLineInterpolated($"{Text(answer, "object")} is {said} to {Text(answer, "recipient")}");
        return code;
    }

    private static void Print(JsonElement answer)
    {
        var way = $"to {Text(answer, "recipient")} under {Text(answer, "agreement")}";
        AnsiConsole.MarkupLineInterpolated($"[bold]{Text(answer, "outcome")}[/] {Text(answer, "object")} {way}");
        foreach (var reason in answer.GetProperty("reasons").EnumerateArray()) PrintReason(reason, "  ");
        foreach (var clause in answer.GetProperty("clauses").EnumerateArray())
        {
            AnsiConsole.MarkupLineInterpolated($"  by {Text(clause, "clause")} [grey]{Text(clause, "strength")}[/]");
        }

        PrintList("owed by the recipient", answer.GetProperty("obligations"), item => item.GetString()!);
        PrintList(
            "redacted", answer.GetProperty("redactions"), item => $"{Text(item, "property")} {Text(item, "change")}");
        PrintList("waits for", answer.GetProperty("waitsFor"), item => item.GetString()!);
        foreach (var other in answer.GetProperty("whatIf").EnumerateArray()) PrintWay(other);
        if (answer.GetProperty("released").ValueKind == JsonValueKind.String)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"  left as {Text(answer, "released")}, entry {answer.GetProperty("entry")}");
        }
    }

    private static void PrintReason(JsonElement reason, string indent)
    {
        var clause = Text(reason, "clause") is { Length: > 0 } text ? $" [[{Markup.Escape(text)}]]" : "";
        AnsiConsole.MarkupLine(
            $"{indent}{Markup.Escape(Text(reason, "code"))}{clause}: {Markup.Escape(Text(reason, "detail"))}");
        if (Text(reason, "strength") is { Length: > 0 } enforced)
        {
            AnsiConsole.MarkupLineInterpolated($"{indent}  [grey]{enforced}[/]");
        }
    }

    private static void PrintWay(JsonElement way)
    {
        var changes = way.GetProperty("changes").EnumerateArray()
            .Select(change => $"{Text(change, "detail")} ({Text(change, "by")})").ToList();
        if (changes.Count == 0)
        {
            AnsiConsole.WriteLine("  nothing short of another text of the agreement would let it leave");
            return;
        }

        AnsiConsole.MarkupLineInterpolated($"  [bold]if {string.Join(", and ", changes)}[/]: {Text(way, "outcome")}");
        foreach (var reason in way.GetProperty("remaining").EnumerateArray()) PrintReason(reason, "    still ");
    }

    private static void PrintList(string title, JsonElement items, Func<JsonElement, string> said)
    {
        if (items.GetArrayLength() == 0) return;
        AnsiConsole.MarkupLineInterpolated($"  {title}: {string.Join(", ", items.EnumerateArray().Select(said))}");
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
