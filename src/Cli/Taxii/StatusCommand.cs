using System.CommandLine;
using Entente.Cli.Output;

namespace Entente.Cli.Taxii;

/// <summary><c>entente taxii status STATUS-URL</c>: what became of added objects.</summary>
internal static class StatusCommand
{
    private const string Notes = """
        Exit code: 0 nothing was refused, 1 an object was refused or the status is not there, 2 the server could not be
        asked, or --wait was not enough.
        """;

    public static Command Create()
    {
        var url = new Argument<string>("STATUS-URL") { Description = "the address of a status, as `add` prints it" };
        var command = new NotedCommand("status", "what became of added objects", Notes) { url };
        var waiting = WaitOptions.AddTo(command);
        var server = ServerOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Failure.GuardAsync(async () =>
        {
            var (root, id) = ServerAddress.StatusOf(parsed.GetValue(url)!);
            using var session = server.Open(parsed, root);
            var status = await session.AskAsync(
                "asking for the status", client => client.GetStatusAsync(root, id, cancellation));
            var report = new AdditionReport(root);
            report.Add(status);
            await waiting.FollowAsync(parsed, session, report, cancellation);
            return report.Print(parsed.GetValue(server.Json));
        }));
        return command;
    }
}
