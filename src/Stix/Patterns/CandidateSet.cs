namespace Entente.Stix.Patterns;

/// <summary>
/// Observations that could be bound to one slot, in the order of their first times, so that those in a box (first
/// time not after x, last time not before y) are found fast.
/// </summary>
internal sealed class CandidateSet
{
    private readonly Observation[] _items;
    private readonly int[] _byFirst;
    private readonly decimal[] _latestLast;

    public CandidateSet(Observation[] items, IEnumerable<int> members)
    {
        _items = items;
        _byFirst = [.. members.OrderBy(i => items[i].First).ThenBy(i => i)];
        _latestLast = new decimal[_byFirst.Length];
        for (var i = 0; i < _byFirst.Length; i++)
        {
            var last = items[_byFirst[i]].Last;
            _latestLast[i] = i == 0 ? last : Math.Max(last, _latestLast[i - 1]);
        }
    }

    /// <summary>The members in the order of their first times.</summary>
    public IReadOnlyList<int> Members => _byFirst;

    /// <summary>Whether the box has a member at all.</summary>
    public bool HasAnyIn(TimeBox box)
    {
        var count = CountUpTo(box.LatestFirst);
        return count > 0 && _latestLast[count - 1] >= box.EarliestLast;
    }

    /// <summary>
    /// Members in the box, until together they can be bound <paramref name="enough"/> times. Each look costs a step.
    /// </summary>
    public List<int> In(TimeBox box, long enough, ref long stepsLeft)
    {
        var found = new List<int>();
        for (var i = CountUpTo(box.LatestFirst) - 1; i >= 0 && _latestLast[i] >= box.EarliestLast && enough > 0; i--)
        {
            stepsLeft--;
            var item = _items[_byFirst[i]];
            if (item.Last < box.EarliestLast) continue;
            found.Add(_byFirst[i]);
            enough -= item.Times;
        }

        return found;
    }

    private int CountUpTo(decimal latestFirst)
    {
        var (low, high) = (0, _byFirst.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_items[_byFirst[middle]].First <= latestFirst) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
