using System.CommandLine;

namespace Entente.Cli.Agreements;

/// <summary><c>entente agreement</c>: draw up, sign, show, activate; suspend, resume, end.</summary>
internal static class AgreementCommand
{
    public static Command Create()
    {
        var command = new Command("agreement", "draw up, sign and activate agreements; suspend, resume and end them")
        {
            NewCommand.Create(), SignCommand.Create(), ShowCommand.Create(), ActivateCommand.Create(),
            ListCommand.Create(), CheckCommand.Create(), DiffCommand.Create(), TestCommand.Create(),
        };
        foreach (var step in StepCommands.Create()) command.Add(step);
        return command;
    }
}
