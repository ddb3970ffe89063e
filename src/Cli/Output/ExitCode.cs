namespace Entente.Cli.Output;

/// <summary>What the command's exit codes mean; the same for every verb.</summary>
internal static class ExitCode
{
    /// <summary>Done, and nothing wrong was found.</summary>
    public const int Ok = 0;

    /// <summary>Done, and the answer is no: a refusal, a withheld object, a proof that fails.</summary>
    public const int No = 1;

    /// <summary>Not done: input could not be read, or the node could not be reached.</summary>
    public const int Failed = 2;

    /// <summary>Stopped by Ctrl-C or a signal, as shells number it.</summary>
    public const int Interrupted = 130;
}
