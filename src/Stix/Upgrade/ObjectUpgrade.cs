using System.Collections.Immutable;

namespace Entente.Stix.Upgrade;

/// <summary>One object's way from STIX 2.0 to 2.1.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Type">Its type; null if that could not be read.</param>
/// <param name="Id">Its id, which the upgrade keeps; null if that could not be read.</param>
/// <param name="Bytes">The object in STIX 2.1; empty if refused.</param>
/// <param name="Observables">The cyber-observables that came out of observed data.</param>
/// <param name="Changes">What was changed, in the order of the work.</param>
/// <param name="Diagnostics">Why it was refused; pointers are into the object as it came in.</param>
public sealed record ObjectUpgrade(
    UpgradeOutcome Outcome,
    string? Type,
    string? Id,
    ReadOnlyMemory<byte> Bytes,
    ImmutableArray<UpgradedObservable> Observables,
    ImmutableArray<UpgradeChange> Changes,
    ImmutableArray<Diagnostic> Diagnostics);
