using System.Collections.Immutable;

namespace Entente.Agreements.Clauses;

/// <summary>What becomes of one property.</summary>
/// <param name="Types">The types that it is about; empty for all.</param>
/// <param name="Property">The property, at the top level.</param>
/// <param name="Action">What becomes of it.</param>
/// <param name="To">To what it is generalised: <c>network</c>, <c>day</c>, <c>month</c>, <c>year</c>.</param>
public sealed record MinimisationRule(
    ImmutableArray<string> Types, string Property, MinimisationAction Action, string? To)
{
    /// <summary>Whether the rule is about objects of a type.</summary>
    public bool IsAbout(string type) => Types.IsEmpty || Types.Contains(type);

    /// <summary>Whether two rules can meet in one object.</summary>
    internal bool Meets(MinimisationRule other) => Property == other.Property
        && (Types.IsEmpty || other.Types.IsEmpty || Types.Any(other.Types.Contains));
}
