using System.Collections.Immutable;

namespace Entente.Stix;

/// <summary>What <see cref="StixReader"/> made of some bytes.</summary>
/// <param name="Object">The object, or null if any diagnostic is an error.</param>
/// <param name="Diagnostics">Everything that was found, in the order of the bytes as far as one pass gives it.</param>
public sealed record ReadResult(StixObject? Object, ImmutableArray<Diagnostic> Diagnostics);
