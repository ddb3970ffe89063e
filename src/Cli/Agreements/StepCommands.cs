using System.CommandLine;
using System.Text.Json;
using Entente.Cli.Node;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Agreements;

/// <summary>
/// <c>entente agreement suspend|resume|denounce|terminate</c>, which act at our node from the next request on, and
/// <c>history</c>, which says who did what, when and why.
/// </summary>
internal static class StepCommands
{
    public static IEnumerable<Command> Create()
    {
        yield return CreateStep(
            "suspend", "stop every release under an agreement from the next request on",
            new Option<string?>("--until")
            {
                Description = "when it resumes by itself (RFC 3339); until further notice when left out",
            });
        yield return CreateStep("resume", "lift our node's suspensions of an agreement");
        yield return CreateDenounce();
        yield return CreateStep(
            "terminate", "end an agreement for good, at once or at an instant",
            new Option<string?>("--on") { Description = "when it ends (RFC 3339); at once when left out" });
        yield return CreateHistory();
    }

    private static Command CreateStep(string verb, string description, Option<string?>? until = null)
    {
        var (id, reason) = (IdArgument(), ReasonOption());
        var command = new Command(verb, description) { id, reason };
        if (until is not null) command.Add(until);
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(() =>
        {
            var end = until is null ? null : parsed.GetValue(until);
            return TakeAsync(
                node, parsed, parsed.GetValue(id)!, verb, parsed.GetValue(reason)!, end, cancellation);
        }));
        return command;
    }

    private static Command CreateDenounce()
    {
        var (id, reason) = (IdArgument(), ReasonOption());
        var withdraw = new Option<bool>("--withdraw") { Description = "take the notice back, before the end" };
        var command = new Command("denounce", "give notice: the agreement ends as its own text provides")
        {
            id, reason, withdraw,
        };
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(() =>
        {
            var kind = parsed.GetValue(withdraw) ? "keep" : "denounce";
            return TakeAsync(
                node, parsed, parsed.GetValue(id)!, kind, parsed.GetValue(reason)!, null, cancellation);
        }));
        return command;
    }

    private static Command CreateHistory()
    {
        var id = IdArgument();
        var command = new Command("history", "what was done to an agreement at our node: when, by whom, why") { id };
        var node = NodeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            using var client = node.Open(parsed);
            var path = $"api/agreements/{AgreementId.InPath(parsed.GetValue(id)!)}/steps";
            var steps = await client.GetAsync(path, cancellation);
            if (parsed.GetValue(node.Json)) return JsonPrinter.Print(steps);
            string[] columns = ["at", "step", "until", "by", "reason"];
            AnsiConsole.Write(Tables.Of(steps, columns, columns));
            return ExitCode.Ok;
        }));
        return command;
    }

    private static async Task<int> TakeAsync(
        NodeOptions node, ParseResult parsed, string id, string kind, string reason, string? until,
        CancellationToken cancellation)
    {
        using var client = node.Open(parsed);
        var query = $"kind={kind}&reason={Uri.EscapeDataString(reason)}&until={Uri.EscapeDataString(until ?? "")}";
        var path = $"api/agreements/{AgreementId.InPath(id)}/steps?{query}";
        var answer = await client.PostAsync(path, null, cancellation);
        if (parsed.GetValue(node.Json)) return JsonPrinter.Print(answer);
        var end = answer.GetProperty("step").GetProperty("until");
        var when = end.ValueKind == JsonValueKind.Null ? "" : $" until {Tables.Said(end)} UTC";
        AnsiConsole.MarkupLineInterpolated(
            $"{Tables.Said(answer.GetProperty("id"))}: {answer.GetProperty("state").GetString()}{when}");
        if (kind == "suspend") PrintRight(answer.GetProperty("right"));
        return ExitCode.Ok;
    }

    /// <summary>
    /// Nothing keeps a node from stopping its own releases; whether the agreement lets it is another matter.
    /// </summary>
    private static void PrintRight(JsonElement right)
    {
        if (right.ValueKind == JsonValueKind.Null)
        {
            AnsiConsole.WriteLine("no clause gives us this right: the other parties may see a breach in it");
            return;
        }

        var (clause, article) = (right.GetProperty("clause").GetString(), right.GetProperty("article").GetString());
        AnsiConsole.MarkupLineInterpolated($"by right of clause {clause}, {article}");
    }

    private static Argument<string> IdArgument() =>
        new("ID") { Description = "the agreement, as `entente agreement list` names it" };

    private static Option<string> ReasonOption() =>
        new("--reason") { Description = "why, for the record", Required = true };
}
