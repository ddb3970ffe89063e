using System.Collections.Immutable;

namespace Entente.Stix.Patterns;

/// <summary>
/// Binds needs to observations, each observation at most as often as it was made.
/// </summary>
/// <remarks>
/// A window of WITHIN is fixed by when it begins, a FOLLOWEDBY by the instant between its sides; only the times of
/// candidates come into question for either. Once all of these are chosen, what is left is to give each slot enough
/// observations from its time box, which is a flow and needs no search. So the search chooses one instant after the
/// other, earliest first, and after each choice asks for the flow with everything still open left free: if even that
/// fails, the choice is wrong. Alternatives of OR are tried in turn.
/// </remarks>
internal sealed class BindingSearch(Observation[] items, PatternLimits limits)
{
    private readonly Dictionary<BindingNeed, decimal[]> _times = new(ReferenceEqualityComparer.Instance);
    private long _stepsLeft = limits.BindingStepsMax;
    private int _choices;

    /// <summary>The observations of one binding, ascending; null if there is none.</summary>
    /// <exception cref="PatternFault">The search would take longer than allowed.</exception>
    public ImmutableArray<int>? Bind(BindingNeed need)
    {
        var supply = items.Aggregate(0L, (sum, item) => Math.Min(sum + item.Times, int.MaxValue));
        if (need.Least > supply) return null;
        var found = Search(new Open(need, TimeBox.All, 0, null, null), null);
        return found is null ? null : [.. found.Order()];
    }

    private void Step(long steps = 1)
    {
        _stepsLeft -= steps;
        if (_stepsLeft < 0)
        {
            throw new PatternFault("binding-steps",
                $"the search for a binding takes more than {limits.BindingStepsMax} steps",
                "fewer observations, or fewer FOLLOWEDBY, WITHIN and REPEATS in the pattern");
        }
    }

    /// <summary>
    /// Settles what needs no choice, then makes the next choice; null if no choice leads to a binding.
    /// </summary>
    private List<int>? Search(Open? open, Settled? settled)
    {
        while (open is not null)
        {
            Step();
            var rest = open.Rest;
            switch (open.Need)
            {
                case SlotNeed slot:
                    settled = new Settled(slot, open.Box, settled);
                    open = rest;
                    break;
                case AllNeed all:
                    foreach (var part in Enumerable.Reverse(all.Parts)) rest = new Open(part, open.Box, 0, null, rest);
                    open = rest;
                    break;
                case SequenceNeed sequence when open.Index == sequence.Parts.Length - 1:
                    open = new Open(sequence.Parts[open.Index], open.Box, 0, null, rest);
                    break;
                case RepeatNeed repeat when open.Index == repeat.Times:
                    open = rest;
                    break;
                default:
                    return Choose(open, settled);
            }
        }

        var flow = new BindingFlow(items);
        return flow.Bind(SlotsOf(null, settled), ref _stepsLeft);
    }

    private List<int>? Choose(Open open, Settled? settled)
    {
        if (++_choices > limits.BindingChoicesMax)
        {
            throw new PatternFault("binding-choices",
                $"a binding has more than {limits.BindingChoicesMax} windows and orders to choose",
                "lower the counts of `REPEATS` around `FOLLOWEDBY` and `WITHIN`");
        }

        foreach (var next in NextOf(open))
        {
            Step();
            if (!CanBind(next, settled)) continue;
            var found = Search(next, settled);
            if (found is not null) return found;
        }

        _choices--;
        return null;
    }

    /// <summary>What is open after each way of making the next choice.</summary>
    private IEnumerable<Open> NextOf(Open open)
    {
        switch (open.Need)
        {
            case AnyNeed any:
                return any.Parts.Select(part => new Open(part, open.Box, 0, null, open.Rest));
            case SequenceNeed sequence:
                return CutsOf(sequence, open).Select(cut => AfterCut(sequence, open, cut, open.Rest));
            case WithinNeed within:
                return StartsOf(within, open).Select(start => AfterStart(within, open, start, open.Rest));
            case RepeatNeed { Part: WithinNeed within }:
                return StartsOf(within, open)
                    .Select(start => AfterStart(within, open, start, open.NextRound(start)));
            case RepeatNeed { Part: SequenceNeed sequence }:
                // The rounds are alike, so only those in the order of their first instants are tried.
                var first = open with { Index = 0 };
                return CutsOf(sequence, first).Select(cut => AfterCut(sequence, first, cut, open.NextRound(cut)));
            case RepeatNeed repeat:
                return [new Open(repeat.Part, open.Box, 0, null, open.NextRound(null))];
            default:
                throw new InvalidOperationException("a need that leaves no choice");
        }
    }

    /// <summary>
    /// Instants between one part of a sequence and the next: the latest beginning of what has come so far, so a
    /// beginning of a candidate of this part, or the instant before.
    /// </summary>
    private IEnumerable<decimal> CutsOf(SequenceNeed sequence, Open open)
    {
        var times = TimesOf(sequence.Parts[open.Index], item => item.First);
        var floor = open.Floor;
        if (floor is { } earlier) yield return earlier;
        foreach (var time in From(times, floor))
        {
            if (time > open.Box.LatestFirst) yield break;
            if (time != floor) yield return time;
        }
    }

    private static Open AfterCut(SequenceNeed sequence, Open open, decimal cut, Open? rest)
    {
        var later = new Open(sequence, open.Box.NotBefore(cut), open.Index + 1, cut, rest);
        return new Open(sequence.Parts[open.Index], open.Box.NotAfter(cut), 0, null, later);
    }

    /// <summary>Beginnings of a window: the earliest end of what is in it, so an end of a candidate.</summary>
    private IEnumerable<decimal> StartsOf(WithinNeed within, Open open)
    {
        var times = TimesOf(within.Part, item => item.Last);
        return From(times, open.Floor is { } floor ? Math.Max(floor, open.Box.EarliestLast) : open.Box.EarliestLast);
    }

    private static Open AfterStart(WithinNeed within, Open open, decimal start, Open? rest)
    {
        // The latest observation is before the end of the window, not at it (STIX 2.1 §9.5.1).
        var last = start > decimal.MaxValue - within.Seconds
            ? decimal.MaxValue
            : Math.Max(start, start + within.Seconds - PatternInstant.Tick);
        return new Open(within.Part, open.Box.NotBefore(start).NotAfter(last), 0, null, rest);
    }

    private static IEnumerable<decimal> From(decimal[] times, decimal? floor)
    {
        var at = floor is { } value ? Array.BinarySearch(times, value) : 0;
        for (var i = at < 0 ? ~at : at; i < times.Length; i++) yield return times[i];
    }

    private decimal[] TimesOf(BindingNeed need, Func<Observation, decimal> time)
    {
        if (_times.TryGetValue(need, out var times)) return times;
        var members = new HashSet<int>();
        Members(need, members);
        Step(members.Count);
        times = [.. members.Select(i => time(items[i])).Distinct().Order()];
        _times.Add(need, times);
        return times;
    }

    private static void Members(BindingNeed need, HashSet<int> members)
    {
        switch (need)
        {
            case SlotNeed slot:
                members.UnionWith(slot.Candidates.Members);
                break;
            case WithinNeed within:
                Members(within.Part, members);
                break;
            case RepeatNeed repeat:
                Members(repeat.Part, members);
                break;
            default:
                foreach (var part in PartsOf(need)) Members(part, members);
                break;
        }
    }

    private static BindingNeed[] PartsOf(BindingNeed need) => need switch
    {
        AllNeed all => all.Parts,
        SequenceNeed sequence => sequence.Parts,
        AnyNeed any => any.Parts,
        _ => [],
    };

    /// <summary>Whether a binding can exist as far as slots and boxes tell.</summary>
    private bool CanBind(Open? open, Settled? settled)
    {
        var slots = SlotsOf(open, settled);
        Step(slots.Count);
        if (!slots.TrueForAll(slot => slot.Candidates.HasAnyIn(slot.Box))) return false;
        return new BindingFlow(items).Bind(slots, ref _stepsLeft) is not null;
    }

    private static List<BindingFlow.Slot> SlotsOf(Open? open, Settled? settled)
    {
        var slots = new List<BindingFlow.Slot>();
        for (; settled is not null; settled = settled.Rest)
        {
            slots.Add(new BindingFlow.Slot(settled.Slot.Candidates, settled.Box, settled.Slot.Times));
        }

        for (; open is not null; open = open.Rest)
        {
            var left = open.Need is RepeatNeed repeat ? repeat.Times - open.Index : 1;
            var skip = open.Need is SequenceNeed ? open.Index : 0;
            var need = open.Need is RepeatNeed { Part: var part } ? part : open.Need;
            if (left > 0) Collect(need, open.Box, left, skip, slots);
        }

        return slots;
    }

    /// <summary>The slots of a need with its own choices left free; alternatives are left out altogether.</summary>
    private static void Collect(BindingNeed need, TimeBox box, long times, int skip, List<BindingFlow.Slot> slots)
    {
        switch (need)
        {
            case SlotNeed slot:
                slots.Add(new BindingFlow.Slot(slot.Candidates, box, BindingNeed.Multiply(slot.Times, times)));
                break;
            case WithinNeed within:
                Collect(within.Part, box, times, 0, slots);
                break;
            case RepeatNeed repeat:
                Collect(repeat.Part, box, BindingNeed.Multiply(repeat.Times, times), 0, slots);
                break;
            case AllNeed or SequenceNeed:
                foreach (var part in PartsOf(need).Skip(skip)) Collect(part, box, times, 0, slots);
                break;
        }
    }

    /// <summary>
    /// Needs still to be bound, as a stack. Index: the next part of a sequence, or the rounds done of a repetition.
    /// Floor: the earliest instant that the next choice may take.
    /// </summary>
    private sealed record Open(BindingNeed Need, TimeBox Box, int Index, decimal? Floor, Open? Rest)
    {
        public Open NextRound(decimal? floor) => this with { Index = Index + 1, Floor = floor };
    }

    /// <summary>Slots whose box is final, as a stack.</summary>
    private sealed record Settled(SlotNeed Slot, TimeBox Box, Settled? Rest);
}
