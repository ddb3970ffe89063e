using System.Collections.Immutable;

namespace Entente.Stix.Patterns;

/// <summary>What an evaluation gave.</summary>
/// <param name="IsMatch">Whether the observations satisfy the pattern; false where there is a fault.</param>
/// <param name="Observations">
/// One binding that shows it: the positions of the observed-data objects bound, each once, ascending.
/// </param>
/// <param name="ObservedDataIds">The ids of those that have one, in the same order.</param>
/// <param name="Fault">Why the question has no answer, or null.</param>
public sealed record PatternMatch(
    bool IsMatch, ImmutableArray<int> Observations, ImmutableArray<string> ObservedDataIds, PatternDiagnostic? Fault);
