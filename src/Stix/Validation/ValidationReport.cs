using System.Collections.Immutable;

namespace Entente.Stix.Validation;

/// <summary>Everything that <see cref="StixValidator"/> found.</summary>
/// <param name="Diagnostics">Errors for what the standard says MUST be, warnings for what it says SHOULD be.</param>
public sealed record ValidationReport(ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>
    /// The object, as <see cref="StixReader"/> reads it; null for a bundle, and for what cannot be read.
    /// </summary>
    public StixObject? Object { get; init; }

    /// <summary>Whether nothing that the standard demands is broken; there may be warnings.</summary>
    public bool IsValid => Diagnostics.All(diagnostic => diagnostic.Severity != Severity.Error);
}
