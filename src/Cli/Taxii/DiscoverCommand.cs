using System.CommandLine;
using System.Text.Json;
using Entente.Cli.Output;
using Entente.Taxii;
using Spectre.Console;

namespace Entente.Cli.Taxii;

/// <summary><c>entente taxii discover URL</c>: what a server is, and its API roots.</summary>
internal static class DiscoverCommand
{
    /// <summary>Of more API roots than this nobody is asked for details.</summary>
    private const int RootsAskedMax = 32;

    private const string Notes = """
        A host alone means its https://host/taxii2/, where the standard puts it; any other path is asked as it is.
        API roots on another host are listed and not asked: the credential is for the server that was named. Name such
        a root in `entente taxii collections` to go there.

        Exit code: 0 done, 1 the server refuses, 2 no answer that could be read.
        """;

    public static Command Create()
    {
        var url = new Argument<string>("URL") { Description = "a host, such as example.org, or an address on it" };
        var command = new NotedCommand("discover", "what a server is, and its API roots", Notes) { url };
        var server = ServerOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            var address = ServerAddress.Of(parsed.GetValue(url)!);
            if (address.AbsolutePath == "/") address = new Uri(address, "/taxii2/");
            using var session = server.Open(parsed, address);
            var discovery = await session.AskAsync(
                "asking the server", client => client.GetDiscoveryAsync(address, cancellation));
            var roots = await Waiting.WhileAsync(
                "asking its API roots", () => RootsAsync(session, discovery, cancellation));
            if (parsed.GetValue(server.Json)) return PrintJson(discovery, roots);
            Print(discovery, roots);
            return ExitCode.Ok;
        }));
        return command;
    }

    private static async Task<List<Root>> RootsAsync(
        ServerSession session, DiscoveryResource discovery, CancellationToken cancellation)
    {
        var roots = new List<Root>();
        foreach (var named in discovery.ApiRoots.Distinct(StringComparer.Ordinal))
        {
            var address = session.Client.ResolveApiRoot(named);
            var isDefault = named == discovery.Default;
            if (!address.IsOk) roots.Add(new Root(named, isDefault, null, address.Fault));
            else
            {
                var answer = roots.Count < RootsAskedMax
                    ? await session.Client.GetApiRootAsync(address.Value, cancellation)
                    : null;
                roots.Add(new Root(address.Value.AbsoluteUri, isDefault, answer?.Value, answer?.Fault));
            }
        }

        return roots;
    }

    private static void Print(DiscoveryResource discovery, List<Root> roots)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{ServerSession.Said(discovery.Title)}[/]");
        if (discovery.Description is { } text) Console.WriteLine(ServerSession.Said(text));
        if (discovery.Contact is { } contact) Console.WriteLine($"contact: {ServerSession.Said(contact)}");
        var table = Tables.Create("API root", "default", "title", "takes, bytes", "state");
        table.Columns[3].RightAligned();
        foreach (var root in roots)
        {
            table.AddRow(
                Markup.Escape(ServerSession.Said(root.Url)), root.IsDefault ? "yes" : "",
                Markup.Escape(ServerSession.Said(root.Resource?.Title)), $"{root.Resource?.MaxContentLength}",
                root.Resource is not null ? "[green]answers[/]"
                : root.Fault is { } fault ? $"[yellow]{Markup.Escape(ServerSession.Message(fault))}[/]"
                : "not asked");
        }

        AnsiConsole.Write(table);
    }

    private static int PrintJson(DiscoveryResource discovery, List<Root> roots) =>
        JsonPrinter.Print(JsonSerializer.SerializeToElement(new
        {
            discovery = JsonElement.Parse(discovery.ToBytes()),
            api_roots = roots.Select(root => new
            {
                url = root.Url,
                @default = root.IsDefault,
                resource = root.Resource is { } resource ? JsonElement.Parse(resource.ToBytes()) : (JsonElement?)null,
                fault = root.Fault?.Code,
            }),
        }));

    private sealed record Root(string Url, bool IsDefault, ApiRootResource? Resource, TaxiiFault? Fault);
}
