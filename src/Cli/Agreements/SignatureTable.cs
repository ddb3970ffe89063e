using Entente.Agreements.Signatures;
using Spectre.Console;

namespace Entente.Cli.Agreements;

/// <summary>Who has signed an agreement, and whose signature is missing or wrong.</summary>
internal static class SignatureTable
{
    /// <summary>Prints it; true when every party has signed.</summary>
    public static bool Print(SignedAgreement agreement)
    {
        var complete = true;
        foreach (var party in agreement.Verify())
        {
            complete &= party.Fault is null;
            if (party.Fault is null) AnsiConsole.MarkupLineInterpolated($"  [green]signed[/] {party.Party}");
            else AnsiConsole.MarkupLineInterpolated($"  [yellow]{party.Fault}[/] {party.Party}: {party.Detail}");
        }

        return complete;
    }
}
