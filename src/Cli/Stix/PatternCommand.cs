using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Entente.Cli.Output;

namespace Entente.Cli.Stix;

/// <summary><c>entente pattern FILE|TEXT</c>: whether a pattern is one, what it means, and what it looks at.</summary>
internal static class PatternCommand
{
    private const string Notes = """
        Says every fault with its place and a caret below it; else the pattern in its canonical spelling, its meaning
        in words, and the kinds of observables that it needs. Columns count from 1 in UTF-16 units.

        --same-as compares with another pattern: two patterns that mean the same are found to be so if one becomes the
        other by the laws of AND, OR and NOT and by respelling constants; the order of FOLLOWEDBY counts.

        With --jsonl each line is {"pattern":…,"version":"2.0"|"2.1"} and is answered by one line, at once and in
        order: {"valid":…,"errors":[…],"warnings":[…]}. `version` may be left out for 2.1 or for --version.

        Exit code: 0 valid (and the same), 1 invalid or not the same, 2 not readable. With --jsonl the verdicts are in
        the answers, and the exit code is 0 if every line has one.
        """;

    public static Command Create()
    {
        var pattern = new Argument<string[]>("FILE|TEXT")
        {
            Description = "a file with a pattern, `-` for standard input, or the pattern itself; with --jsonl files "
                + "of lines, standard input when left out",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var sameAs = new Option<string?>("--same-as")
        {
            Description = "a second pattern: do both mean the same?",
            HelpName = "FILE|TEXT",
        };
        var version = ValidateCommand.VersionOption("the version of the patterning language: 2.0 or 2.1, the default");
        var json = new Option<bool>("--json") { Description = "print the answer as JSON for programs" };
        var lines = new Option<bool>("--jsonl") { Description = "answer each line of input by one line of JSON" };
        var command = new NotedCommand("pattern", "check and explain a pattern, compare it, or match it", Notes)
        {
            pattern, sameAs, version, json, lines, PatternMatchCommand.Create(),
        };
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            var named = parsed.GetValue(pattern)!;
            var dialect = parsed.GetValue(version);
            if (parsed.GetValue(lines))
            {
                var inputs = InputFiles.Find(named.Length == 0 ? [InputFiles.StandardInput] : named);
                return await PatternLines.CheckAsync(inputs, dialect, cancellation);
            }

            if (named.Length != 1)
            {
                throw new Failure(
                    "pattern-argument",
                    named.Length == 0 ? "no pattern is given" : "more than one pattern is given",
                    "name one file or put the pattern in quotes; compare two with `--same-as`");
            }

            var text = await PatternText.OfAsync(named[0], cancellation);
            var other = parsed.GetValue(sameAs) is { } second ? await PatternText.OfAsync(second, cancellation) : null;
            var answer = PatternAnswer.Of(text, other, PatternText.VersionOf(dialect)!.Value);
            if (parsed.GetValue(json)) PrintJson(answer);
            else answer.Print(Console.Out);
            return answer.ExitCode;
        }));
        return command;
    }

    private static void PrintJson(PatternAnswer answer)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Indented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            answer.Write(json);
        }

        output.Write("\n"u8);
    }
}
