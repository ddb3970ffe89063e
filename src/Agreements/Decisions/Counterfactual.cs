using System.Collections.Immutable;

namespace Entente.Agreements.Decisions;

/// <summary>A smallest set of changes, and what would be decided after it.</summary>
/// <param name="Changes">The changes; none when nothing that could change would help.</param>
/// <param name="Verdict">
/// The verdict after them. What it still denies, only another text of the agreement would permit.
/// </param>
public sealed record Counterfactual(ImmutableArray<WhatIf> Changes, Verdict Verdict)
{
    /// <summary>Whether something would leave.</summary>
    public bool Leaves => Verdict.Outcome is Outcome.Permit or Outcome.Transform;

    /// <summary>What would still stand against it.</summary>
    public ImmutableArray<Reason> Remaining =>
        [.. Verdict.Reasons.Where(reason => reason.Outcome is Outcome.Hold or Outcome.Deny)];
}
