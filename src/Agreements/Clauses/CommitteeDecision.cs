using System.Collections.Immutable;

namespace Entente.Agreements.Clauses;

/// <summary>What a committee has decided.</summary>
/// <param name="Reference">The decision's reference.</param>
/// <param name="Date">From when it holds.</param>
/// <param name="Approvals">Which section approved, and who in it.</param>
public sealed record CommitteeDecision(
    string Reference, DateTimeOffset Date, ImmutableArray<(string Section, ImmutableArray<string> Persons)> Approvals);
