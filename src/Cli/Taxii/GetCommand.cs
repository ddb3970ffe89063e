using System.CommandLine;
using Entente.Cli.Output;
using Entente.Cli.Stix;
using Entente.Taxii;

namespace Entente.Cli.Taxii;

/// <summary><c>entente taxii get COLLECTION-URL</c>: objects, manifest or versions, one page or all.</summary>
internal static class GetCommand
{
    private const string Notes = """
        Objects come as one bundle, exactly as the server spells them, and are written while they arrive. A bundle on
        standard output that has no end was broken off, and the exit code is 2; a file named with --out is put in its
        place when it is whole.

        --since-file makes a job that follows a collection: it reads all pages of what was added since the last run, and
        remembers how far it came when everything has been written. A run that fails changes nothing, and the next reads
        the same again. The file belongs to one collection and one set of filters.

        Exit code: 0 everything was read, 1 the server refuses, 2 not everything could be read.
        """;

    public static Command Create()
    {
        var url = new Argument<string>("COLLECTION-URL") { Description = "the address of a collection" };
        var all = new Option<bool>("--all") { Description = "read all pages, not only the first" };
        var lines = new Option<bool>("--jsonl") { Description = "write one object a line instead of a bundle" };
        var manifest = new Option<bool>("--manifest") { Description = "list what is there, without the objects" };
        var versions = new Option<string?>("--versions")
        {
            Description = "list the versions of this object",
            HelpName = "ID",
        };
        var target = new Option<FileInfo?>("--out", "-o")
        {
            Description = "a file to write; standard output when left out",
        };
        var since = new Option<FileInfo?>("--since-file")
        {
            Description = "read on where the last run with this file ended; implies --all",
        };
        var command = new NotedCommand("get", "read objects from a collection", Notes)
        {
            url, all, lines, manifest, versions, target, since,
        };
        var filters = FilterOptions.AddTo(command);
        var server = ServerOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            var (root, collection) = ServerAddress.CollectionOf(parsed.GetValue(url)!);
            var id = parsed.GetValue(versions);
            var endpoint = id is not null ? TaxiiEndpoint.Versions
                : parsed.GetValue(manifest) ? TaxiiEndpoint.Manifest
                : TaxiiEndpoint.Objects;
            if (id is not null && parsed.GetValue(manifest))
            {
                throw new Failure("options", "`--manifest` and `--versions` are two questions", "ask one of them");
            }

            var query = filters.Query(parsed, endpoint);
            var what = $"{new Uri(root, $"collections/{Uri.EscapeDataString(collection)}/")}{id}";
            var memory = parsed.GetValue(since) is { } file ? SinceFile.Open(file, what, query) : null;
            if (memory?.AddedAfter is { } last) query = query with { AddedAfter = last };
            using var session = server.Open(parsed, root);
            var client = session.Client;
            var items = endpoint switch
            {
                TaxiiEndpoint.Versions => client.ReadVersionsAsync(root, collection, id!, query, cancellation),
                TaxiiEndpoint.Manifest => client.ReadManifestAsync(root, collection, query, cancellation),
                _ => client.ReadObjectsAsync(root, collection, query, cancellation),
            };
            var follows = memory is not null;
            var reading = new Reading(session, items, parsed.GetValue(all) || follows, follows);
            var output = parsed.GetValue(target);
            var form = parsed.GetValue(lines) ? ItemForm.Lines
                : endpoint == TaxiiEndpoint.Objects ? ItemForm.Bundle
                : parsed.GetValue(server.Json) ? ItemForm.Json
                : ItemForm.Table;
            await InputFiles.WriteAsync(output, stream => reading.RunAsync(stream, form, quiet: IsTerminal(output)));
            memory?.Save(reading.DateAddedLast);
            reading.SayWhatIsLeft();
            return ExitCode.Ok;
        }));
        return command;
    }

    /// <summary>What appears on the terminal is progress enough, and must not be cut through.</summary>
    private static bool IsTerminal(FileInfo? output) => output is null && !Console.IsOutputRedirected;
}
