using System.Collections.Immutable;

namespace Entente.Stix;

/// <summary>An object, or why there is none.</summary>
/// <param name="Object">The object; null when any diagnostic is an error.</param>
/// <param name="Diagnostics">Everything found.</param>
public sealed record ReadResult(StixObject? Object, ImmutableArray<Diagnostic> Diagnostics);
