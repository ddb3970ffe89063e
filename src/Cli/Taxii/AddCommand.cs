using System.CommandLine;
using Entente.Cli.Output;
using Entente.Cli.Stix;

namespace Entente.Cli.Taxii;

/// <summary><c>entente taxii add COLLECTION-URL FILE…</c>: adds objects, as many envelopes as it takes.</summary>
internal static class AddCommand
{
    private const int BatchDefault = 1_000;

    private const string Notes = """
        Objects are sent as they stand; the server judges them. They are cut into envelopes that stay below what the API
        root says it takes. What has a status is with the server; the same command can be run again after a failure,
        because an object that is there already is no error.

        Exit code: 0 nothing was refused (what is pending may still be), 1 an object was refused or could not be sent, 2
        the server could not be asked, or --wait was not enough.
        """;

    public static Command Create()
    {
        var url = new Argument<string>("COLLECTION-URL") { Description = "the address of a collection" };
        var files = new Argument<string[]>("FILE")
        {
            Description = "bundles, objects, JSON lines, envelopes, folders of them, or `-` for standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        var batch = new Option<int>("--batch")
        {
            Description = "at most this many objects an envelope",
            HelpName = "OBJECTS",
            DefaultValueFactory = _ => BatchDefault,
        };
        var command = new NotedCommand("add", "add objects to a collection", Notes) { url, files, batch };
        var waiting = WaitOptions.AddTo(command);
        var server = ServerOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            var (root, collection) = ServerAddress.CollectionOf(parsed.GetValue(url)!);
            var inputs = InputFiles.Find(parsed.GetValue(files)!);
            using var session = server.Open(parsed, root);
            var resource = await session.AskAsync(
                "asking what the server takes", client => client.GetApiRootAsync(root, cancellation));
            var report = new AdditionReport(root);
            var most = Math.Max(1, parsed.GetValue(batch));
            await Waiting.WhileAsync("adding", async () =>
            {
                var run = new AddRun(session, collection, resource.MaxContentLength, most, report);
                await run.RunAsync(inputs, cancellation);
                return true;
            });
            if (!report.IsStopped) await waiting.FollowAsync(parsed, session, report, cancellation);
            return report.Print(parsed.GetValue(server.Json));
        }));
        return command;
    }
}
