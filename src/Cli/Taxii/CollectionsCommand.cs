using System.CommandLine;
using System.Text.Json;
using Entente.Cli.Output;
using Entente.Taxii;
using Spectre.Console;

namespace Entente.Cli.Taxii;

/// <summary><c>entente taxii collections URL</c>: what can be read and added to.</summary>
internal static class CollectionsCommand
{
    private const int RootsMax = 32;

    private const string Notes = """
        The address of an API root lists its collections; that of a server, the collections of its default API root, or
        of every API root on the same host if there is none.

        Exit code: 0 done, 1 the server refuses, 2 no answer that could be read.
        """;

    public static Command Create()
    {
        var url = new Argument<string>("URL") { Description = "an API root, or a server" };
        var command = new NotedCommand("collections", "what can be read from and added to", Notes) { url };
        var server = ServerOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            var address = ServerAddress.Of(parsed.GetValue(url)!);
            using var session = server.Open(parsed, address);
            var roots = ServerAddress.IsServer(address)
                ? await RootsAsync(session, cancellation)
                : [ServerAddress.RootOf(address)];
            var found = new List<(Uri Root, CollectionResource Collection)>();
            foreach (var root in roots)
            {
                var answer = await session.AskAsync(
                    "asking for collections", client => client.GetCollectionsAsync(root, cancellation));
                found.AddRange(answer.Collections.Select(collection => (root, collection)));
            }

            if (parsed.GetValue(server.Json)) return PrintJson(found);
            Print(roots, found);
            return ExitCode.Ok;
        }));
        return command;
    }

    private static async Task<Uri[]> RootsAsync(ServerSession session, CancellationToken cancellation)
    {
        var discovery = await session.AskAsync(
            "asking the server", client => client.GetDiscoveryAsync(cancellation));
        string[] named = discovery.Default is { } preferred ? [preferred] : [.. discovery.ApiRoots];
        var resolved = named.Select(session.Client.ResolveApiRoot).ToList();
        Uri[] roots = [.. resolved.Select(root => root.Value).OfType<Uri>().Distinct().Take(RootsMax)];
        if (roots.Length > 0) return roots;
        throw resolved.Count > 0
            ? session.FailureOf(resolved[0].Fault!)
            : new Failure("no-api-root", "the server names no API root", "ask its operator for the address of one");
    }

    private static void Print(Uri[] roots, List<(Uri Root, CollectionResource Collection)> found)
    {
        foreach (var root in roots)
        {
            var table = Tables.Create("", "title", "read", "write", "alias");
            table.Title($"collections of {Markup.Escape(ServerSession.Said(root.AbsoluteUri))}");
            CollectionResource[] here = [.. found.Where(row => row.Root == root).Select(row => row.Collection)];
            foreach (var (index, collection) in here.Index())
            {
                table.AddRow(
                    $"{index + 1}", Markup.Escape(ServerSession.Said(collection.Title)),
                    collection.CanRead ? "yes" : "no", collection.CanWrite ? "yes" : "no",
                    Markup.Escape(ServerSession.Said(collection.Alias)));
            }

            AnsiConsole.Write(table);

            // Addresses are there to be copied, and a table on a narrow terminal would break them.
            foreach (var (index, collection) in here.Index())
            {
                Console.WriteLine($"{index + 1}  {Address(root, collection)}");
            }
        }
    }

    private static int PrintJson(List<(Uri Root, CollectionResource Collection)> found) =>
        JsonPrinter.Print(JsonSerializer.SerializeToElement(new
        {
            collections = found.Select(row => new
            {
                url = Address(row.Root, row.Collection),
                resource = JsonElement.Parse(row.Collection.ToBytes()),
            }),
        }));

    private static string Address(Uri root, CollectionResource collection) =>
        new Uri(root, $"collections/{Uri.EscapeDataString(collection.Id)}/").AbsoluteUri;
}
