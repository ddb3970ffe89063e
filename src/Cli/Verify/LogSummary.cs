namespace Entente.Cli.Verify;

/// <summary>What a log holds, and what in it does not verify.</summary>
internal sealed record LogSummary(
    IReadOnlyDictionary<string, long> Actions, IReadOnlyDictionary<string, long> Clauses, IReadOnlyList<LogFault> Faults);
