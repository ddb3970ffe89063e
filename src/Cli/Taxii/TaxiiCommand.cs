using System.CommandLine;

namespace Entente.Cli.Taxii;

/// <summary><c>entente taxii</c>: a TAXII 2.1 client for any vendor's server.</summary>
internal static class TaxiiCommand
{
    public static Command Create() => new("taxii", "look into, read from and add to any TAXII 2.1 server")
    {
        DiscoverCommand.Create(),
        CollectionsCommand.Create(),
        GetCommand.Create(),
        AddCommand.Create(),
        StatusCommand.Create(),
    };
}
