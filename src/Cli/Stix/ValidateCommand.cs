using System.CommandLine;
using Entente.Cli.Output;
using Entente.Stix.Validation;

namespace Entente.Cli.Stix;

/// <summary>
/// <c>entente validate FILE…</c>: what the standard says MUST be and SHOULD be, for people as lines that editors
/// understand, for programs as JSON.
/// </summary>
internal static class ValidateCommand
{
    private const string Notes = """
        Errors are what the standard says MUST be, warnings what it says SHOULD be; all are reported, not only the
        first. Lines and columns count from 1, columns in UTF-16 units; objects count from 0. Bundles of any size are
        read object by object. An object that names no version is judged by the standard's rule: 2.1 for observables,
        2.0 for all else.

        With --json the answer is one JSON document: `diagnostics` in the order of the files, then the counts.
        With --jsonl every line of input is one object and is answered by one line, at once and in order:
        {"valid":…,"errors":[…],"warnings":[…]}. `valid` speaks of errors only. A blank line is answered too.

        Exit code: 0 no errors, 1 errors, 2 not everything could be read. With --jsonl the verdicts are in the
        answers, and the exit code is 0 if every line has one.
        """;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "bundles, objects, JSON lines, folders of them, or `-` for standard input (with --jsonl "
                + "also when left out)",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var version = VersionOption("hold every object to this version, whatever it says: 2.0 or 2.1");
        var json = new Option<bool>("--json") { Description = "print one JSON document for programs" };
        var lines = new Option<bool>("--jsonl") { Description = "answer each line of input by one line of JSON" };
        var strict = new Option<bool>("--strict") { Description = "warnings make the exit code 1, too" };
        var properties = new Option<bool>("--no-custom-properties")
        {
            Description = "custom properties are errors; the standard allows them",
        };
        var types = new Option<bool>("--no-custom-types")
        {
            Description = "custom object types are errors; the standard allows them",
        };
        var interoperability = new Option<bool>("--interoperability")
        {
            Description = "also what the interoperability test documents ask: a creator, one TLP marking",
        };
        var command = new NotedCommand("validate", "check STIX 2.1 and 2.0 against the standard", Notes)
        {
            files, version, json, lines, strict, properties, types, interoperability,
        };
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            var options = new ValidationOptions
            {
                SpecVersion = parsed.GetValue(version),
                RefuseCustomProperties = parsed.GetValue(properties),
                RefuseCustomTypes = parsed.GetValue(types),
                Interoperability = parsed.GetValue(interoperability),
            };
            var named = parsed.GetValue(files)!;
            if (parsed.GetValue(lines))
            {
                var inputs = InputFiles.Find(named.Length == 0 ? [InputFiles.StandardInput] : named);
                return await ValidateLines.RunAsync(inputs, options, cancellation);
            }

            if (named.Length == 0)
            {
                throw new Failure("file-missing", "no file is named", "name a file, a folder, or `-` for standard input");
            }

            var progress = new ProgressLine(TimeProvider.System);
            await using var report = new ValidateReport(parsed.GetValue(json), parsed.GetValue(strict), progress);
            await RunAsync(InputFiles.Find(named), new ValidateRun(options, report), report, cancellation);
            return await report.CompleteAsync();
        }));
        return command;
    }

    /// <summary>The option for a version, which all commands over STIX share.</summary>
    public static Option<string?> VersionOption(string description)
    {
        var version = new Option<string?>("--version") { Description = description, HelpName = "2.0|2.1" };
        version.AcceptOnlyFromAmong("2.0", "2.1");
        return version;
    }

    /// <summary>One file that cannot be read does not keep the others from being looked at.</summary>
    private static async Task RunAsync(
        IReadOnlyList<string> inputs, ValidateRun run, ValidateReport report, CancellationToken cancellation)
    {
        foreach (var input in inputs)
        {
            try
            {
                await run.RunAsync(input, cancellation);
                report.EndInput(wasRead: true);
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                report.EndInput(wasRead: false);
                Failure.Print("file-unreadable", unreadable.Message, null);
            }
        }
    }
}
