using System.CommandLine;
using Entente.Cli.Agreements;
using Entente.Cli.Node;
using Entente.Cli.Output;
using Entente.Cli.Verify;

namespace Entente.Cli;

/// <summary>
/// The <c>entente</c> command: everything a partner, an analyst or an auditor does without our server.
/// </summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        var root = new RootCommand("Carries out signed cybersecurity cooperation agreements, and checks that they were")
        {
            AgreementCommand.Create(),
            Stix.ValidateCommand.Create(),
            Stix.PatternCommand.Create(),
            Stix.ImportCommand.Create(),
            PublishCommand.Create(),
            PullCommand.Create(),
            ExplainCommand.Create(),
            HeldCommand.Create(),
            AccountCommand.Create(),
            MatchCommand.Create(),
            StatusCommand.Create(),
            LedgerCommand.Create(),
            VerifyCommand.Create(),
            Taxii.TaxiiCommand.Create(),
        };
        Tables.FitOutput();
        HelpWithNotes.AddTo(root);
        return root.Parse(arguments).InvokeAsync(Failure.Configuration);
    }
}
