using System.Globalization;

namespace Entente.Stix.Patterns;

/// <summary>
/// Turns operators and qualifiers into needs. Null stands for what can never be bound. <c>START … STOP</c> is a filter
/// on candidates and is applied on the way down; an <c>OR</c> of single observations is one slot with the candidates
/// of all its sides; a repeated slot is one slot with a higher count.
/// </summary>
internal sealed class BindingNeeds(Observation[] items, Func<ObservationTest, int[]> candidates)
{
    /// <exception cref="PatternFault">An end of a period is on no calendar.</exception>
    public static void Check(ObservationQualifier qualifier)
    {
        if (qualifier is StartStopQualifier period) _ = Period.Of(period);
    }

    public BindingNeed? Of(ObservationExpression root) => Of(root, []);

    private BindingNeed? Of(ObservationExpression expression, Period[] periods) => expression switch
    {
        ObservationTest test => SlotOf(candidates(test).Where(i => Array.TrueForAll(periods, p => p.Meets(items[i])))),
        ObservationGroup group => Of(group.Inner, periods),
        QualifiedObservation qualified => Of(qualified, periods),
        ObservationCombination { Operator: ObservationOperator.Or } any => AnyOf(any, periods),
        ObservationCombination { Operator: ObservationOperator.And } all => AllOf(all, periods),
        ObservationCombination sequence => SequenceOf(sequence, periods),
        _ => throw new InvalidOperationException("an unknown observation expression"),
    };

    private SlotNeed? SlotOf(IEnumerable<int> members)
    {
        var set = new CandidateSet(items, members);
        return set.Members.Count == 0 ? null : new SlotNeed(set, 1);
    }

    private BindingNeed? AnyOf(ObservationCombination any, Period[] periods)
    {
        var parts = any.Operands.Select(operand => Of(operand, periods)).OfType<BindingNeed>().ToList();
        var single = parts.OfType<SlotNeed>().Where(slot => slot.Times == 1).ToList();
        if (single.Count > 1)
        {
            parts.RemoveAll(single.Contains);
            parts.Insert(0, SlotOf(single.SelectMany(slot => slot.Candidates.Members).Distinct())!);
        }

        return parts.Count switch { 0 => null, 1 => parts[0], _ => new AnyNeed([.. parts]) };
    }

    private AllNeed? AllOf(ObservationCombination all, Period[] periods)
    {
        var parts = all.Operands.Select(operand => Of(operand, periods)).ToArray();
        return Array.Exists(parts, part => part is null) ? null : new AllNeed(parts!);
    }

    private SequenceNeed? SequenceOf(ObservationCombination sequence, Period[] periods)
    {
        var parts = sequence.Operands.Select(operand => Of(operand, periods)).ToArray();
        return Array.Exists(parts, part => part is null) ? null : new SequenceNeed(parts!);
    }

    /// <summary>Qualifiers apply from left to right; a period also filters what earlier ones are applied to.</summary>
    private BindingNeed? Of(QualifiedObservation qualified, Period[] periods)
    {
        var own = qualified.Qualifiers.OfType<StartStopQualifier>().Select(Period.Of);
        var need = Of(qualified.Observation, [.. periods, .. own]);
        foreach (var qualifier in qualified.Qualifiers)
        {
            need = qualifier switch
            {
                WithinQualifier within => Within(need, within),
                RepeatsQualifier repeats => Repeated(need, (long)repeats.Times.NumberValue),
                _ => need,
            };
        }

        return need;
    }

    private static BindingNeed? Within(BindingNeed? need, WithinQualifier within)
    {
        // A single observation fits in any window.
        if (need is null or SlotNeed { Times: 1 }) return need;
        return new WithinNeed(need, decimal.Parse(within.Seconds.Text, CultureInfo.InvariantCulture));
    }

    private static BindingNeed? Repeated(BindingNeed? need, long times) => need switch
    {
        null => null,
        _ when times == 1 => need,
        SlotNeed slot => slot with { Times = BindingNeed.Multiply(slot.Times, times) },
        AllNeed all when Array.TrueForAll(all.Parts, part => part is SlotNeed) =>
            new AllNeed([.. all.Parts.Select(part => Repeated(part, times)!)]),
        _ => new RepeatNeed(need, times),
    };

    /// <summary>At or after one instant and before the other (STIX 2.1 §9.5.1).</summary>
    private readonly record struct Period(decimal Start, decimal Stop)
    {
        public static Period Of(StartStopQualifier qualifier) => new(Read(qualifier.Start), Read(qualifier.Stop));

        /// <summary>Whether the observation, which may last, can have been made in the period.</summary>
        public bool Meets(Observation item) => Start < Stop && item.First < Stop && item.Last >= Start;

        private static decimal Read(PatternConstant constant)
        {
            if (PatternInstant.TryParse(constant.TimestampText, out var instant)) return instant.Seconds;
            throw new PatternFault("pattern-calendar", $"`{constant.Text}` is on no calendar", null, "STIX 2.1 §2.16");
        }
    }
}
