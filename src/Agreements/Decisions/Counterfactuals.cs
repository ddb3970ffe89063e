using System.Collections.Immutable;
using Entente.Agreements.Compilation;

namespace Entente.Agreements.Decisions;

/// <summary>
/// What would have to be otherwise for something to leave: found by deciding again, so it says nothing that the engine
/// would not do.
/// </summary>
public static class Counterfactuals
{
    /// <summary>No more alternatives are given.</summary>
    public const int AlternativesMax = 8;

    /// <summary>How many changes are tried together.</summary>
    public const int ChangesMax = 3;

    /// <summary>
    /// The smallest sets of changes after which the least stands against it; nothing when it leaves already. Where
    /// several levels of one thing would do, the one nearest to what is.
    /// </summary>
    public static ImmutableArray<Counterfactual> Nearest(
        ReleaseFacts facts, ChannelTerms channel, AgreementSet agreements, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var start = new ChangedCase(facts, agreements, now);
        var asIs = new Counterfactual([], start.Decide(channel));
        if (asIs.Leaves) return [];
        var candidates = ChangeCandidates.Of(start, channel);
        var (best, fewest) = (new List<Counterfactual> { asIs }, asIs.Remaining.Length);
        for (var size = 1; size <= ChangesMax && fewest > 0; size++)
        {
            var groups = new HashSet<string>(StringComparer.Ordinal);
            var isBetter = false;
            foreach (var chosen in Subsets(candidates, size))
            {
                var changed = chosen.Aggregate(start, (at, candidate) => candidate.Apply(at));
                var found = new Counterfactual(
                    [.. chosen.Select(candidate => candidate.Change)], changed.Decide(channel));
                var left = found.Remaining.Length;
                if (left > fewest || (left == fewest && !isBetter)) continue;
                if (left < fewest)
                {
                    best.Clear();
                    groups.Clear();
                    (fewest, isBetter) = (left, true);
                }

                // Candidates of a group stand from the least change to the greatest.
                if (groups.Add(string.Join('\n', chosen.Select(candidate => candidate.Group)))) best.Add(found);
            }
        }

        return [.. best.Take(AlternativesMax)];
    }

    private static IEnumerable<ImmutableArray<ChangeCandidate>> Subsets(
        ImmutableArray<ChangeCandidate> candidates, int size, int from = 0)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }

        for (var i = from; i <= candidates.Length - size; i++)
        {
            foreach (var rest in Subsets(candidates, size - 1, i + 1))
            {
                if (rest.All(other => other.Group != candidates[i].Group)) yield return rest.Insert(0, candidates[i]);
            }
        }
    }
}
