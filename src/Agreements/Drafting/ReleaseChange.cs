using System.Collections.Immutable;
using Entente.Agreements.Decisions;

namespace Entente.Agreements.Drafting;

/// <summary>Objects of one type that two versions of an agreement decide otherwise, in one channel.</summary>
/// <param name="Channel">From whom to whom.</param>
/// <param name="Type">The STIX type.</param>
/// <param name="Before">What was decided.</param>
/// <param name="After">What will be.</param>
/// <param name="Markings">With which markings, each as its labels; <c>unmarked</c> for none.</param>
/// <param name="Count">How many release classes.</param>
/// <param name="Witness">One of them.</param>
/// <param name="Verdict">What will be decided about the witness, with clauses and reasons.</param>
public sealed record ReleaseChange(
    ChannelTerms Channel,
    string Type,
    Outcome Before,
    Outcome After,
    ImmutableArray<string> Markings,
    int Count,
    ReleaseFacts Witness,
    Verdict Verdict)
{
    /// <summary>Whether something leaves that did not.</summary>
    public bool IsNewlyReleased => !Leaves(Before) && Leaves(After);

    /// <summary>Whether something does not leave any more.</summary>
    public bool IsNewlyWithheld => Leaves(Before) && !Leaves(After);

    private static bool Leaves(Outcome outcome) => outcome is Outcome.Permit or Outcome.Transform;
}
