using Entente.Transparency;

namespace Entente.Cli.Verify;

/// <summary>What a log holds, and what in it does not verify.</summary>
/// <param name="Verdict">What the log's own verification found.</param>
/// <param name="Actions">How many entries of each action.</param>
/// <param name="Clauses">How many entries rest on each clause.</param>
/// <param name="Faults">Everything that does not verify: of the tree first, then of what the entries say.</param>
internal sealed record LogSummary(
    LogVerdict Verdict,
    IReadOnlyDictionary<string, long> Actions,
    IReadOnlyDictionary<string, long> Clauses,
    IReadOnlyList<LogFault> Faults);
