using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Entente.Stix.Patterns;

/// <summary>
/// Evaluates a pattern on observed data by the standard's rules of binding and time (STIX 2.1 §9.5).
/// </summary>
/// <remarks>
/// The steps: 1. constants are decoded and regular expressions compiled, once; 2. each pair of square brackets gives
/// the observations that satisfy it; 3. the operators and qualifiers around them become needs; 4. a search binds the
/// needs to different observations. An observed-data object with <c>number_observed</c> n can be bound n times.
/// Immutable, safe for several threads.
/// </remarks>
public sealed class PatternEvaluator
{
    private readonly ObservationExpression _root;
    private readonly Dictionary<ObservationTest, CompiledComparison> _comparisons;
    private readonly PatternLimits _limits;

    private PatternEvaluator(
        ObservationExpression root, Dictionary<ObservationTest, CompiledComparison> comparisons, PatternLimits limits)
    {
        _root = root;
        _comparisons = comparisons;
        _limits = limits;
    }

    /// <summary>Prepares a pattern for any number of evaluations.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="evaluator">The evaluator, or null.</param>
    /// <param name="fault">
    /// Why the pattern cannot be evaluated, for instance a regular expression that is none, or null.
    /// </param>
    /// <param name="limits">What to refuse; the defaults if null.</param>
    public static bool TryCreate(
        Pattern pattern,
        [NotNullWhen(true)] out PatternEvaluator? evaluator,
        [NotNullWhen(false)] out PatternDiagnostic? fault,
        PatternLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        limits ??= PatternLimits.Default;
        evaluator = null;
        fault = null;
        try
        {
            var comparisons = new Dictionary<ObservationTest, CompiledComparison>();
            Compile(pattern.Root, comparisons, limits);
            evaluator = new PatternEvaluator(pattern.Root, comparisons, limits);
            return true;
        }
        catch (PatternFault found)
        {
            fault = found.ToDiagnostic();
            return false;
        }
    }

    /// <summary>Evaluates a pattern once, on JSON as <see cref="PatternObservations.TryRead"/> takes it.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="observations">Bundles or observed-data objects.</param>
    /// <param name="limits">What to refuse; the defaults if null.</param>
    public static PatternMatch Evaluate(
        Pattern pattern, IEnumerable<JsonElement> observations, PatternLimits? limits = null)
    {
        if (!TryCreate(pattern, out var evaluator, out var fault, limits)) return Failed(fault);
        return PatternObservations.TryRead(observations, out var read, out fault, limits)
            ? evaluator.Evaluate(read)
            : Failed(fault);
    }

    /// <summary>Evaluates the pattern.</summary>
    /// <param name="observations">The observed data.</param>
    public PatternMatch Evaluate(PatternObservations observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var items = observations.Items;
        try
        {
            var valuesLeft = _limits.ValuesMax;
            var candidates = new Dictionary<ObservationTest, int[]>();
            var needs = new BindingNeeds(items, test => candidates.TryGetValue(test, out var known)
                ? known
                : candidates[test] = Matching(_comparisons[test], items, ref valuesLeft));
            foreach (var alternative in AlternativesOf(_root))
            {
                if (needs.Of(alternative) is not { } need) continue;
                if (new BindingSearch(items, _limits).Bind(need) is not { } bound) continue;
                return new PatternMatch(true, bound, [.. bound.Select(i => items[i].Id).OfType<string>()], null);
            }

            return new PatternMatch(false, [], [], null);
        }
        catch (PatternFault fault)
        {
            return Failed(fault.ToDiagnostic());
        }
    }

    /// <summary>
    /// The sides of the outermost OR: once one is true, the others are not looked at (STIX 2.1 §9.5).
    /// </summary>
    private static IEnumerable<ObservationExpression> AlternativesOf(ObservationExpression expression) =>
        expression switch
        {
            ObservationGroup group => AlternativesOf(group.Inner),
            ObservationCombination { Operator: ObservationOperator.Or } any => any.Operands.SelectMany(AlternativesOf),
            _ => [expression],
        };

    private static int[] Matching(CompiledComparison comparison, Observation[] items, ref long valuesLeft)
    {
        var matching = new List<int>();
        for (var i = 0; i < items.Length; i++)
        {
            if (comparison.Matches(items[i], ref valuesLeft)) matching.Add(i);
        }

        return [.. matching];
    }

    private static PatternMatch Failed(PatternDiagnostic fault) => new(false, [], [], fault);

    /// <summary>Equal tests are compiled once; periods on no calendar are refused here.</summary>
    private static void Compile(
        ObservationExpression expression, Dictionary<ObservationTest, CompiledComparison> into, PatternLimits limits)
    {
        switch (expression)
        {
            case ObservationTest test:
                if (!into.ContainsKey(test)) into.Add(test, CompiledComparison.Compile(test.Comparison, limits));
                break;
            case ObservationGroup group:
                Compile(group.Inner, into, limits);
                break;
            case ObservationCombination combination:
                foreach (var operand in combination.Operands) Compile(operand, into, limits);
                break;
            case QualifiedObservation qualified:
                foreach (var qualifier in qualified.Qualifiers) BindingNeeds.Check(qualifier);
                Compile(qualified.Observation, into, limits);
                break;
        }
    }
}
