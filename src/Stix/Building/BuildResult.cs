using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Entente.Stix.Building;

/// <summary>What building came to: an object that breaks no MUST of the standard, or everything that stands in its
/// way.</summary>
/// <param name="Object">The object, as <see cref="StixReader"/> reads it from the bytes that were written; null if any
/// diagnostic is an error.</param>
/// <param name="Diagnostics">Errors and warnings; their offsets count in the bytes that were, or would have been,
/// written.</param>
public sealed record BuildResult(StixObject? Object, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether there is an object; there may be warnings beside it.</summary>
    [MemberNotNullWhen(true, nameof(Object))]
    public bool IsBuilt => Object is not null;
}
