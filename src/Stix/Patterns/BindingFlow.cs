namespace Entente.Stix.Patterns;

/// <summary>
/// Gives each slot as many observations from its box as it asks for, none more often than it was made. Slots that
/// have more than enough for everybody cannot fail and are served last, so only scarce candidates are ever moved.
/// </summary>
internal sealed class BindingFlow(Observation[] items)
{
    private readonly Dictionary<int, long> _free = [];
    private readonly Dictionary<int, Dictionary<int, long>> _holders = [];

    /// <summary>One of the observations that bind all slots; null if that is not possible.</summary>
    public List<int>? Bind(List<Slot> slots, ref long stepsLeft)
    {
        var demand = slots.Aggregate(0L, (sum, slot) => Math.Min(sum + slot.Times, int.MaxValue));
        var offers = new List<int>[slots.Count];
        for (var i = 0; i < slots.Count; i++)
        {
            offers[i] = slots[i].Candidates.In(slots[i].Box, demand, ref stepsLeft);
            if (stepsLeft < 0) break;
            var supply = offers[i].Aggregate(0L, (sum, item) => Math.Min(sum + items[item].Times, int.MaxValue));
            if (supply < slots[i].Times) return null;
        }

        foreach (var i in Enumerable.Range(0, slots.Count).OrderBy(i => offers[i]?.Count ?? 0))
        {
            if (stepsLeft < 0) break;
            if (!Serve(i, slots[i].Times, offers, ref stepsLeft)) return null;
        }

        if (stepsLeft < 0)
        {
            throw new PatternFault("binding-steps", "the search for a binding takes more steps than allowed");
        }

        return [.. _holders.Where(pair => pair.Value.Count > 0).Select(pair => pair.Key)];
    }

    private long FreeOf(int item) => _free.TryGetValue(item, out var free) ? free : items[item].Times;

    private bool Serve(int slot, long wanted, List<int>[] offers, ref long stepsLeft)
    {
        foreach (var item in offers[slot])
        {
            if (wanted == 0) return true;
            stepsLeft--;
            var taken = Math.Min(wanted, FreeOf(item));
            if (taken > 0) Take(slot, item, taken);
            wanted -= taken;
        }

        for (; wanted > 0; wanted--)
        {
            if (!Displace(slot, offers, ref stepsLeft)) return false;
        }

        return true;
    }

    private void Take(int slot, int item, long times)
    {
        _free[item] = FreeOf(item) - times;
        if (!_holders.TryGetValue(item, out var holders)) _holders.Add(item, holders = []);
        holders[slot] = holders.GetValueOrDefault(slot) + times;
        if (holders[slot] == 0) holders.Remove(slot);
    }

    /// <summary>
    /// Finds, breadth first, a chain of slots each of which can move to another candidate, the last to a free one,
    /// and moves them.
    /// </summary>
    private bool Displace(int slot, List<int>[] offers, ref long stepsLeft)
    {
        var cameFrom = new Dictionary<int, (int Slot, int Item)> { [slot] = (-1, -1) };
        var queue = new Queue<int>([slot]);
        var seen = new HashSet<int>();
        while (queue.TryDequeue(out var current))
        {
            foreach (var item in offers[current])
            {
                stepsLeft--;
                if (stepsLeft < 0) return false;
                if (!seen.Add(item)) continue;
                if (FreeOf(item) > 0)
                {
                    Move(current, item, cameFrom);
                    return true;
                }

                foreach (var holder in _holders[item].Keys)
                {
                    if (cameFrom.TryAdd(holder, (current, item))) queue.Enqueue(holder);
                }
            }
        }

        return false;
    }

    private void Move(int slot, int item, Dictionary<int, (int Slot, int Item)> cameFrom)
    {
        while (slot >= 0)
        {
            var (earlier, wanted) = cameFrom[slot];
            Take(slot, item, 1);
            if (earlier >= 0) Take(slot, wanted, -1);
            (slot, item) = (earlier, wanted);
        }
    }

    /// <summary>So many observations out of the candidates in the box.</summary>
    internal readonly record struct Slot(CandidateSet Candidates, TimeBox Box, long Times);
}
