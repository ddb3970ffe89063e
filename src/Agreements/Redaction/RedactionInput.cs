using System.Collections.Immutable;
using Entente.Agreements.Decisions;
using Entente.Agreements.Facts;
using Entente.Stix;

namespace Entente.Agreements.Redaction;

/// <summary>One object of a batch with what was decided about it as a whole and about its parts.</summary>
/// <param name="Object">The object.</param>
/// <param name="Verdict">The decision about its class.</param>
/// <param name="DeniedSelectors">The selectors of granular markings under which it would be denied.</param>
public sealed record RedactionInput(StixObject Object, Verdict Verdict, ImmutableArray<string> DeniedSelectors)
{
    /// <summary>Judges an object as a whole, and each part that a granular marking names.</summary>
    /// <param name="stix">The object.</param>
    /// <param name="facts">The facts about the whole.</param>
    /// <param name="markingOf">What a marking is.</param>
    /// <param name="decide">Decides about a class.</param>
    public static RedactionInput Judge(
        StixObject stix, ReleaseFacts facts, Func<string, MarkingFact> markingOf, Func<ReleaseFacts, Verdict> decide)
    {
        ArgumentNullException.ThrowIfNull(stix);
        ArgumentNullException.ThrowIfNull(markingOf);
        ArgumentNullException.ThrowIfNull(decide);
        var verdict = decide(facts);
        var denied = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in stix.GranularMarkings)
        {
            if (entry.MarkingRef is not { } id) continue;
            if (IsStricter(decide(ObjectFacts.OfPart(facts, markingOf(id))), verdict)) denied.AddRange(entry.Selectors);
        }

        return new RedactionInput(stix, verdict, denied.ToImmutable());
    }

    /// <summary>Whether a part may not stay: it is denied, or asks of the whole what nothing else asks.</summary>
    private static bool IsStricter(Verdict part, Verdict whole) => part.Outcome == Outcome.Deny
        || part.Transforms.Except(whole.Transforms).Any() || part.Whole.Length > whole.Whole.Length;
}
