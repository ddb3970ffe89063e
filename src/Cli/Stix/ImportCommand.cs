using System.CommandLine;
using Entente.Cli.Output;

namespace Entente.Cli.Stix;

/// <summary>
/// <c>entente import --from 2.0 FILE…</c>: brings STIX 2.0 to 2.1 offline, with a report of every change. What comes
/// out is a bundle for <c>entente publish</c>.
/// </summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "bundles, objects, JSON lines, folders of them, or `-` for standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        var from = new Option<string>("--from")
        {
            Description = "the version that the input has: 2.0",
            Required = true,
        };
        from.AcceptOnlyFromAmong("2.0");
        var target = new Option<FileInfo?>("--out", "-o")
        {
            Description = "where the bundle goes; standard output when left out, and the report to standard error",
        };
        var json = new Option<bool>("--json") { Description = "print the report as JSON for programs" };
        var command = new Command("import", "bring STIX 2.0 to 2.1, and say what was changed")
        {
            files, from, target, json,
        };
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            var output = parsed.GetValue(target);
            var inputs = InputFiles.Find(parsed.GetValue(files)!, output);
            await using var report = new ImportReport(parsed.GetValue(json), toErrors: output is null);
            await Waiting.WhileAsync("upgrading", async () =>
            {
                await InputFiles.WriteAsync(
                    output, bundle => ImportRun.RunAsync(inputs, bundle, report, cancellation));
                return true;
            });
            return report.Print();
        }));
        return command;
    }
}
