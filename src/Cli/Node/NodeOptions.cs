using System.CommandLine;
using System.Text.Json;
using Entente.Cli.Output;

namespace Entente.Cli.Node;

/// <summary>
/// Which node a verb talks to: <c>--data FOLDER</c> of a node on this machine, or <c>--node URL</c> with
/// <c>--token-file</c>; the variables ENTENTE_DATA, ENTENTE_NODE and ENTENTE_TOKEN_FILE stand in for them.
/// </summary>
internal sealed class NodeOptions
{
    public Option<DirectoryInfo?> Data { get; } = new("--data")
    {
        Description = "data folder of a node on this machine (or ENTENTE_DATA)",
    };

    public Option<string?> Node { get; } = new("--node")
    {
        Description = "local address of the node (or ENTENTE_NODE)",
    };

    public Option<FileInfo?> TokenFile { get; } = new("--token-file")
    {
        Description = "file with the operator's token (or ENTENTE_TOKEN_FILE)",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "print JSON for programs" };

    /// <summary>Adds the options to a verb.</summary>
    public static NodeOptions AddTo(Command command)
    {
        var options = new NodeOptions();
        command.Add(options.Data);
        command.Add(options.Node);
        command.Add(options.TokenFile);
        command.Add(options.Json);
        return options;
    }

    public NodeClient Open(ParseResult parsed)
    {
        var folder = parsed.GetValue(Data)?.FullName ?? Environment.GetEnvironmentVariable("ENTENTE_DATA");
        var address = parsed.GetValue(Node) ?? Environment.GetEnvironmentVariable("ENTENTE_NODE");
        var tokenFile = parsed.GetValue(TokenFile)?.FullName ?? Environment.GetEnvironmentVariable("ENTENTE_TOKEN_FILE");
        if (folder is not null)
        {
            address ??= ReadAddress(Path.Combine(folder, "node.json"));
            tokenFile ??= Path.Combine(folder, "operator.token");
        }

        if (address is null || tokenFile is null)
        {
            throw new Failure("node-unknown", "no node was named", "give `--data FOLDER`, or set ENTENTE_DATA");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            throw new Failure("node-address", $"`{address}` is not an address", "it looks like `http://127.0.0.1:7101`");
        }

        return new NodeClient(uri, File.ReadAllText(tokenFile).Trim());
    }

    private static string ReadAddress(string settings)
    {
        if (!File.Exists(settings))
        {
            throw new Failure("no-node-here", $"`{settings}` does not exist", "run `entente-node init` first");
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(settings));
        return document.RootElement.GetProperty("localAddress").GetString()!;
    }
}
