using System.CommandLine;

namespace Entente.Server.Demo;

/// <summary><c>entente-node demo</c>: two nodes, one agreement, the whole path.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var samples = new Option<DirectoryInfo>("--samples") { Description = "the folder with the sample coalition", Required = true };
        var cli = new Option<FileInfo>("--cli") { Description = "the `entente` command", Required = true };
        var folder = new Option<DirectoryInfo>("--folder") { Description = "where the nodes' data goes; emptied first", Required = true };
        var bundle = new Option<FileInfo?>("--bundle") { Description = "a STIX 2.1 bundle to publish instead of the sample pack" };
        var exit = new Option<bool>("--exit") { Description = "end after the account" };
        var command = new Command("demo", "run two nodes that exchange intelligence under a signed agreement") { samples, cli, folder, bundle, exit };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var run = new DemoRun(
                parsed.GetValue(samples)!.FullName, parsed.GetValue(cli)!.FullName, parsed.GetValue(folder)!.FullName);
            return await run.RunAsync(parsed.GetValue(bundle)?.FullName, parsed.GetValue(exit), cancellation);
        });
        return command;
    }
}
