using System.CommandLine;
using Entente.Server.Hosting;

namespace Entente.Server.Commands;

/// <summary><c>entente-node url</c>: the link that opens the pages.</summary>
internal static class UrlCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var command = new Command("url", "print the link that opens this node's pages") { data };
        command.SetAction(parsed =>
        {
            Console.WriteLine(LinkTo(parsed.Open(data)));
            return 0;
        });
        return command;
    }

    public static string LinkTo(NodeFolder folder) =>
        $"{NodeSettings.Read(folder.Settings).LocalAddress}/?token={File.ReadAllText(folder.ViewerToken).Trim()}";
}
