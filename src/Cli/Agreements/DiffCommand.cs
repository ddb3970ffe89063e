using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Agreements.Decisions;
using Entente.Agreements.Drafting;
using Entente.Cli.Output;
using Spectre.Console;

namespace Entente.Cli.Agreements;

/// <summary>
/// <c>entente agreement diff OLD NEW</c>: what two versions say otherwise, clause by clause, and what they release
/// otherwise, to whom, each with a witness.
/// </summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<FileInfo>("OLD") { Description = "the version before" };
        var after = new Argument<FileInfo>("NEW") { Description = "the version after" };
        var (parent, at) = (Rehearsal.ParentOption(), Rehearsal.AtOption());
        var json = new Option<bool>("--json") { Description = "print JSON for programs" };
        var command = new Command(
            "diff", "what two versions say otherwise, and what would newly be released or withheld")
        {
            before, after, parent, at, json,
        };
        command.SetAction(parsed => Failure.GuardAsync(() =>
        {
            var old = AgreementFile.Read(parsed.GetValue(before)!).Document;
            var made = AgreementFile.Read(parsed.GetValue(after)!).Document;
            if (old.Id != made.Id)
            {
                throw new Failure("agreement-other", $"`{made.Id}` is no version of `{old.Id}`", null, ExitCode.No);
            }

            var frameworks = Rehearsal.Frameworks(parsed.GetValue(parent)) ?? AgreementSet.Empty;
            var (left, right) = (Rehearsal.With(frameworks, old), Rehearsal.With(frameworks, made));
            var begin = old.Of<ValidityClause>().Concat(made.Of<ValidityClause>()).Select(clause => clause.From);
            var now = Rehearsal.At(parsed.GetValue(at), [.. begin]);
            var clauses = DocumentDiff.Between(old, made);
            var releases = ReleaseDiff.Between(left, right, made.Id, now);
            return Task.FromResult(parsed.GetValue(json)
                ? JsonPrinter.Print(Render(now, clauses, releases))
                : Print(now, clauses, releases));
        }));
        return command;
    }

    private static JsonElement Render(
        DateTimeOffset now, ImmutableArray<ClauseChange> clauses, ImmutableArray<ReleaseChange> releases) =>
        JsonSerializer.SerializeToElement(new
        {
            at = now,
            clauses = clauses.Select(change => new
            {
                clause = change.ClauseId, type = change.Type, article = change.Article, change = change.Kind,
                values = change.Values
                    .Select(value => new { pointer = value.Pointer, before = value.Before, after = value.After }),
            }),
            releases = releases.Select(change => new
            {
                from = change.Channel.Discloser, to = change.Channel.Recipient, type = change.Type,
                before = Word(change.Before), after = Word(change.After),
                count = change.Count, markings = change.Markings,
                witness = Witness(change), why = Why(change),
            }),
        });

    private static int Print(
        DateTimeOffset now, ImmutableArray<ClauseChange> clauses, ImmutableArray<ReleaseChange> releases)
    {
        foreach (var change in clauses)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[bold]{change.Kind}[/] {change.Type} {change.ClauseId} {change.Article}");
            foreach (var value in change.Values)
            {
                var (gone, come) = (value.Before, value.After);
                if (gone is not null) AnsiConsole.MarkupLineInterpolated($"  [red]- {value.Pointer} {gone}[/]");
                if (come is not null) AnsiConsole.MarkupLineInterpolated($"  [green]+ {value.Pointer} {come}[/]");
            }
        }

        PrintReleases("newly released", [.. releases.Where(change => change.IsNewlyReleased)]);
        PrintReleases("newly withheld", [.. releases.Where(change => change.IsNewlyWithheld)]);
        PrintReleases(
            "decided otherwise", [.. releases.Where(change => !change.IsNewlyReleased && !change.IsNewlyWithheld)]);
        if (releases.IsEmpty) AnsiConsole.WriteLine($"at {now:O}, nothing is released otherwise");
        return ExitCode.Ok;
    }

    private static void PrintReleases(string title, ImmutableArray<ReleaseChange> changes)
    {
        if (changes.IsEmpty) return;
        AnsiConsole.MarkupLineInterpolated($"[bold]{title}[/]");
        foreach (var change in changes)
        {
            var way = $"{change.Channel.Discloser} to {change.Channel.Recipient}";
            AnsiConsole.MarkupLineInterpolated(
                $"  {change.Type} from {way}: {Word(change.Before)}, then {Word(change.After)}");
            AnsiConsole.MarkupLineInterpolated($"    {change.Count} classes, such as {Witness(change)}: {Why(change)}");
        }
    }

    private static string Witness(ReleaseChange change)
    {
        var extension = change.Witness.Extensions is [var name, ..] ? $" with {name}" : "";
        var answer = change.Witness.Answer == ReleaserAnswer.Approved ? " approved" : "";
        return $"{change.Type} {ReleaseDiff.Label(change.Witness)}{extension}{answer}";
    }

    /// <summary>The clauses under which it leaves, or the reasons for which it does not.</summary>
    private static string Why(ReleaseChange change) => change.Verdict.Reasons
        .Where(reason => reason.Outcome == change.After)
        .Select(reason => reason.Clause is { } clause ? $"{reason.Code} by {clause.SourceArticle}" : reason.Code)
        .Distinct().Aggregate((all, next) => $"{all}, {next}");

    private static string Word(Outcome outcome) => outcome.ToString().ToLowerInvariant();
}
