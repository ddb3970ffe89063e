using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Entente.Cli.Output;
using Entente.Stix;
using Entente.Stix.Patterns;

namespace Entente.Cli.Stix;

/// <summary><c>entente pattern match PATTERN FILE…</c>: whether observed data matches a pattern, and which.</summary>
internal static class PatternMatchCommand
{
    /// <summary>Most bytes of objects that one evaluation holds in memory.</summary>
    private const long ObjectsBytesMax = 256 * 1024 * 1024;

    private const string Notes = """
        All observed-data objects of all files are taken together with the observables that they refer to. If they
        match, one set of observations that shows it is named.

        With --jsonl each line is {"pattern":…,"observations":[…],"version":"2.0"|"2.1"}; the observations are bundles
        or observed-data objects. It is answered by one line, at once and in order: {"matched":true|false}, or
        {"matched":null,"error":{"code":…,"message":…}} where the question has no answer.

        Exit code: 0 matched, 1 not matched, 2 no answer. With --jsonl it is 0 if every line has an answer.
        """;

    public static Command Create()
    {
        var arguments = new Argument<string[]>("PATTERN FILE")
        {
            Description = "the pattern, or a file with one, and the observed data: bundles, objects, JSON lines, "
                + "folders, or `-`; with --jsonl only files of lines, standard input when left out",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var version = ValidateCommand.VersionOption("the version of the patterning language: 2.0 or 2.1, the default");
        var json = new Option<bool>("--json") { Description = "print the answer as JSON for programs" };
        var lines = new Option<bool>("--jsonl") { Description = "answer each line of input by one line of JSON" };
        var command = new NotedCommand("match", "say whether observed data matches a pattern", Notes)
        {
            arguments, version, json, lines,
        };
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            var named = parsed.GetValue(arguments)!;
            var dialect = parsed.GetValue(version);
            if (parsed.GetValue(lines))
            {
                var inputs = InputFiles.Find(named.Length == 0 ? [InputFiles.StandardInput] : named);
                return await PatternLines.MatchAsync(inputs, dialect, cancellation);
            }

            if (named.Length < 2)
            {
                throw new Failure("pattern-argument", "a pattern and at least one file are needed", "see `--help`");
            }

            var text = await PatternText.OfAsync(named[0], cancellation);
            var result = PatternParser.Parse(text.Text, PatternText.VersionOf(dialect)!.Value);
            PatternFindings.Print(Console.Error, text, result.Diagnostics);
            if (result.Pattern is not { } pattern) return ExitCode.Failed;
            using var observed = await ReadAsync(InputFiles.Find(named[1..]), cancellation);
            var match = PatternEvaluator.Evaluate(pattern, [observed.RootElement]);
            if (match.Fault is { } fault) throw new Failure(fault.Code, fault.Message, fault.Hint);
            if (parsed.GetValue(json)) PrintJson(match);
            else Print(match);
            return match.IsMatch ? ExitCode.Ok : ExitCode.No;
        }));
        return command;
    }

    /// <summary>All objects of all files as one bundle, whatever they came in.</summary>
    private static async Task<JsonDocument> ReadAsync(IReadOnlyList<string> inputs, CancellationToken cancellation)
    {
        using var bundle = new MemoryStream();
        bundle.Write("{\"type\":\"bundle\",\"objects\":["u8);
        foreach (var input in inputs)
        {
            var splitter = new BundleSplitter();
            await foreach (var chunk in InputFiles.ChunksAsync(input, cancellation))
            {
                splitter.Push(chunk.Span);
                Take(splitter, input, bundle);
            }

            splitter.Complete();
            Take(splitter, input, bundle);
        }

        bundle.Write("]}"u8);
        return JsonDocument.Parse(bundle.ToArray(), new JsonDocumentOptions { MaxDepth = 128 });
    }

    private static void Take(BundleSplitter splitter, string source, MemoryStream bundle)
    {
        while (splitter.TryTake(out var item))
        {
            if (item.Fault is { } fault)
            {
                throw new Failure(
                    fault.Code, $"{fault.Message} ({source}:{item.Place.Line}:{item.Place.Column})", fault.Hint);
            }

            if (bundle.Length + item.Bytes.Length > ObjectsBytesMax)
            {
                throw new Failure(
                    "observation-limit", $"the objects have more than {ObjectsBytesMax} bytes", "match fewer at a time");
            }

            if (bundle.GetBuffer()[bundle.Length - 1] != '[') bundle.WriteByte((byte)',');
            bundle.Write(item.Bytes.Span);
        }
    }

    private static void Print(PatternMatch match)
    {
        Console.Out.WriteLine(match.IsMatch ? "matched, for instance by" : "not matched");
        foreach (var id in match.ObservedDataIds) Console.Out.WriteLine($"  {PlainText.Of(id)}");
    }

    private static void PrintJson(PatternMatch match)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Indented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            json.WriteStartObject();
            json.WriteBoolean("matched", match.IsMatch);
            json.WriteStartArray("observations");
            foreach (var id in match.ObservedDataIds) json.WriteStringValue(id);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}
