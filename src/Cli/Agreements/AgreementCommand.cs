using System.CommandLine;

namespace Entente.Cli.Agreements;

/// <summary><c>entente agreement</c>: draw up, sign, show, activate.</summary>
internal static class AgreementCommand
{
    public static Command Create() => new("agreement", "draw up, sign, show and activate agreements")
    {
        NewCommand.Create(), SignCommand.Create(), ShowCommand.Create(), ActivateCommand.Create(),
    };
}
