using System.CommandLine;
using Entente.Exchange;
using Entente.Exchange.Ports;
using Entente.Server.Commands;

namespace Entente.Server;

/// <summary>The <c>entente-node</c> command: what a party installs.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var root = new RootCommand("A party's node: keeps its keys, agreements and intelligence, and serves its partners")
        {
            InitCommand.Create(),
            ServeCommand.Create(),
            PartnerCommand.Create(),
            ReleaserCommand.Create(),
            TlsCommand.Create(),
            FeedCommand.Create(),
            PushCommand.Create(),
            UrlCommand.Create(),
            Demo.DemoCommand.Create(),
        };
        try
        {
            return await root.Parse(arguments).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception refused) when (refused is InvalidDataException or IOException or UnauthorizedAccessException or StoreTooNewException)
        {
            await Console.Error.WriteLineAsync($"entente-node: {refused.Message}");
            return 2;
        }
        catch (Exception damaged) when (damaged is StoreDamagedException or LogMovedException)
        {
            await Console.Error.WriteLineAsync($"entente-node: store-damaged: {damaged.Message}");
            return 3;
        }
    }
}
