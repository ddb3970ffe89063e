using System.Collections.Immutable;

namespace Entente.Stix.Patterns;

/// <summary>What a parse gave.</summary>
/// <param name="Pattern">The syntax tree, or null if a diagnostic is more than a warning.</param>
/// <param name="Diagnostics">All findings in the order of their positions.</param>
public sealed record PatternResult(Pattern? Pattern, ImmutableArray<PatternDiagnostic> Diagnostics);
