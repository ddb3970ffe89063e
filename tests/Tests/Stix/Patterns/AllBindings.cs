using System.Globalization;
using System.Text.Json;
using Entente.Stix.Patterns;

namespace Entente.Tests.Stix.Patterns;

/// <summary>
/// Evaluates a pattern by listing every binding, straight from the standard's words. Slow, short and independent of
/// the product's search.
/// </summary>
internal sealed class AllBindings
{
    private const int BindingsMax = 20_000;
    private readonly List<(decimal First, decimal Last, string Json)> _instances = [];

    private AllBindings(string[] observed)
    {
        foreach (var json in observed)
        {
            var root = JsonDocument.Parse(json).RootElement;
            for (var i = root.GetProperty("number_observed").GetInt32(); i > 0; i--)
            {
                _instances.Add((Seconds(root.GetProperty("first_observed").GetString()!),
                    Seconds(root.GetProperty("last_observed").GetString()!), json));
            }
        }
    }

    /// <summary>Whether a binding exists; null if there are too many to list.</summary>
    public static bool? Exist(Pattern pattern, string[] observed)
    {
        try
        {
            return new AllBindings(observed).Of(pattern.Root).Count > 0;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static decimal Seconds(string time) =>
        DateTimeOffset.Parse(time.Trim('t', '\''), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds() / 1000m;

    private List<int[]> Of(ObservationExpression expression)
    {
        var bindings = expression switch
        {
            ObservationTest test => Enumerable.Range(0, _instances.Count)
                .Where(i => PatternWorld.IsMatch(new Pattern(test, PatternVersion.V21), [_instances[i].Json]))
                .Select(i => new[] { i }),
            ObservationGroup group => Of(group.Inner),
            QualifiedObservation qualified => Qualified(qualified),
            ObservationCombination { Operator: ObservationOperator.Or } any => any.Operands.SelectMany(Of),
            ObservationCombination { Operator: var @operator } all => all.Operands.Select(Of).Aggregate(
                (left, right) => Limit(Join(left, right, @operator == ObservationOperator.FollowedBy))),
            _ => throw new InvalidOperationException(),
        };
        return Limit(bindings);
    }

    private static List<int[]> Limit(IEnumerable<int[]> bindings)
    {
        var list = bindings.Take(BindingsMax + 1).ToList();
        return list.Count > BindingsMax ? throw new OverflowException() : list;
    }

    private IEnumerable<int[]> Join(List<int[]> left, List<int[]> right, bool inOrder) =>
        from l in left
        from r in right
        where !l.Intersect(r).Any()
        where !inOrder || l.Max(i => _instances[i].First) <= r.Min(i => _instances[i].Last)
        select l.Concat(r).ToArray();

    private List<int[]> Qualified(QualifiedObservation qualified)
    {
        var bindings = Of(qualified.Observation);
        foreach (var qualifier in qualified.Qualifiers)
        {
            bindings = qualifier switch
            {
                WithinQualifier within => [.. bindings.Where(b => IsWithin(b, (decimal)within.Seconds.NumberValue))],
                StartStopQualifier period => [.. bindings.Where(b => b.All(i => Meets(i, period)))],
                RepeatsQualifier repeats => Repeated(bindings, (int)repeats.Times.NumberValue),
                _ => throw new InvalidOperationException(),
            };
        }

        return bindings;
    }

    private List<int[]> Repeated(List<int[]> bindings, int times)
    {
        var repeated = bindings;
        for (var i = 1; i < times; i++) repeated = Limit(Join(repeated, bindings, inOrder: false));
        return repeated;
    }

    /// <summary>Whether an instant can be chosen in each observation so that all are that close.</summary>
    private bool IsWithin(int[] binding, decimal seconds) =>
        binding.Max(i => _instances[i].First) - binding.Min(i => _instances[i].Last) < seconds;

    private bool Meets(int instance, StartStopQualifier period)
    {
        var (start, stop) = (Seconds(period.Start.Text), Seconds(period.Stop.Text));
        return start < stop && _instances[instance].First < stop && _instances[instance].Last >= start;
    }
}
