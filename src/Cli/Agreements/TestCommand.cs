using System.CommandLine;
using System.Text.Json;
using Entente.Agreements.Clauses;
using Entente.Agreements.Compilation;
using Entente.Agreements.Redaction;
using Entente.Cli.Output;
using Entente.Cli.Stix;
using Entente.Stix;
using Spectre.Console;

namespace Entente.Cli.Agreements;

/// <summary>
/// <c>entente agreement test FILE --objects FILE --to PARTY</c>: what a draft would release of example objects, with
/// the reasons; compared with what is expected of it if that is given.
/// </summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "the draft, or a signed document" };
        var objects = new Option<string[]>("--objects")
        {
            Description = "STIX 2.1 bundles or objects; repeatable", Required = true,
        };
        var to = new Option<string>("--to") { Description = "the party that would receive", Required = true };
        var from = new Option<string?>("--from")
        {
            Description = "the party that would disclose; the other one when there are two",
        };
        var (parent, at) = (Rehearsal.ParentOption(), Rehearsal.AtOption());
        var expect = new Option<FileInfo?>("--expect")
        {
            Description = "a JSON object from STIX ids to permit, transform, hold or deny",
        };
        var json = new Option<bool>("--json") { Description = "print JSON for programs" };
        var command = new Command("test", "say what a draft would release of example objects, and why")
        {
            file, objects, to, from, parent, at, expect, json,
        };
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            var document = AgreementFile.Read(parsed.GetValue(file)!).Document;
            var set = Rehearsal.With(Rehearsal.Frameworks(parsed.GetValue(parent)) ?? AgreementSet.Empty, document);
            var trial = new Trial(
                set, set.Find(document.Id)!, parsed.GetValue(from), parsed.GetValue(to)!,
                Rehearsal.At(parsed.GetValue(at), [.. document.Of<ValidityClause>().Select(clause => clause.From)]));
            var given = new List<StixObject>();
            foreach (var name in InputFiles.Find(parsed.GetValue(objects)!))
            {
                given.AddRange(await ReadAsync(name, cancellation));
            }

            var results = trial.Run(given);
            var expected = parsed.GetValue(expect) is { } wanted ? Expected(wanted) : [];
            var missed = Missed(results, expected);
            var code = missed.Count == 0 ? ExitCode.Ok : ExitCode.No;
            if (parsed.GetValue(json)) return JsonPrinter.Print(Render(results, missed), code);
            return Print(results, missed, code);
        }));
        return command;
    }

    private static async Task<List<StixObject>> ReadAsync(string name, CancellationToken cancellation)
    {
        var splitter = new BundleSplitter();
        var objects = new List<StixObject>();
        await foreach (var chunk in InputFiles.ChunksAsync(name, cancellation))
        {
            splitter.Push(chunk.Span);
            Take();
        }

        splitter.Complete();
        Take();
        return objects;

        Failure Unreadable(Diagnostic fault, BundleItem item) =>
            new(fault.Code, $"{name}: {fault.Message} (at byte {item.Offset})");

        void Take()
        {
            while (splitter.TryTake(out var item))
            {
                if (item.Fault is { } broken) throw Unreadable(broken, item);
                var read = StixReader.Read(item.Bytes);
                objects.Add(read.Object ?? throw Unreadable(read.Diagnostics[0], item));
            }
        }
    }

    private static Dictionary<string, string> Expected(FileInfo file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file.FullName))!;
        }
        catch (JsonException malformed)
        {
            throw new Failure(
                "expect-malformed", malformed.Message, "a JSON object such as {\"indicator--…\": \"permit\"}");
        }
    }

    /// <summary>What came out otherwise than expected, or not at all.</summary>
    private static List<(string Id, string Expected, string Found)> Missed(
        IReadOnlyList<RedactedObject> results, Dictionary<string, string> expected)
    {
        var found = results.ToLookup(item => item.Object.Id, Trial.OutcomeOf, StringComparer.Ordinal);
        return [.. expected
            .Select(item => (item.Key, item.Value, Found: string.Join(", ", found[item.Key].Distinct())))
            .Where(item => item.Value != item.Found).OrderBy(item => item.Key, StringComparer.Ordinal)];
    }

    private static JsonElement Render(
        IReadOnlyList<RedactedObject> results, List<(string Id, string Expected, string Found)> missed) =>
        JsonSerializer.SerializeToElement(new
        {
            objects = results.Select(item => new
            {
                id = item.Object.Id,
                version = item.Object.Version?.ToString() ?? "",
                outcome = Trial.OutcomeOf(item),
                reasons = item.Verdict.Reasons.Select(reason => new
                {
                    code = reason.Code,
                    clause = reason.Clause?.ClauseId,
                    article = reason.Clause?.SourceArticle,
                    detail = reason.Detail,
                }),
                obligations = item.Verdict.Obligations,
            }),
            missed = missed.Select(item => new { id = item.Id, expected = item.Expected, found = item.Found }),
        });

    private static int Print(
        IReadOnlyList<RedactedObject> results, List<(string Id, string Expected, string Found)> missed, int code)
    {
        foreach (var item in results)
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{Trial.OutcomeOf(item)}[/] {item.Object.Id}");
            foreach (var reason in item.Verdict.Reasons)
            {
                var article = reason.Clause is { } clause ? $" [[{Markup.Escape(clause.SourceArticle)}]]" : "";
                AnsiConsole.MarkupLine($"  {Markup.Escape(reason.Code)}{article}: {Markup.Escape(reason.Detail)}");
            }
        }

        foreach (var (id, expected, found) in missed)
        {
            var said = found.Length > 0 ? found : "not among the objects";
            Failure.Print("not-as-expected", $"{id}: {expected} was expected, it is {said}", null);
        }

        return code;
    }
}
