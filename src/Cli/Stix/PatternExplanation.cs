using Entente.Stix.Patterns;

namespace Entente.Cli.Stix;

/// <summary>A pattern's tree in words, one thought a line, what belongs together indented below it.</summary>
internal sealed class PatternExplanation
{
    private readonly List<string> _lines = [];

    private PatternExplanation()
    {
    }

    public static IReadOnlyList<string> Of(Pattern pattern)
    {
        var explanation = new PatternExplanation();
        explanation.Add(pattern.Root, 0);
        return explanation._lines;
    }

    private void Line(int depth, string text) => _lines.Add(new string(' ', depth * 2) + text);

    private void Add(ObservationExpression expression, int depth)
    {
        switch (expression)
        {
            case ObservationGroup group:
                Add(group.Inner, depth);
                break;
            case ObservationTest test:
                AddTest(test, depth);
                break;
            case ObservationCombination combination:
                Line(depth, combination.Operator switch
                {
                    ObservationOperator.And => "all of these, each in an observation of its own:",
                    ObservationOperator.Or => "at least one of these:",
                    _ => "these one after the other, each in an observation of its own:",
                });
                foreach (var operand in combination.Operands) Add(operand, depth + 1);
                break;
            case QualifiedObservation qualified:
                // They apply from left to right, so the last one is the outermost.
                foreach (var qualifier in qualified.Qualifiers.Reverse()) Line(depth++, WordsOf(qualifier));
                Add(qualified.Observation, depth);
                break;
        }
    }

    private void AddTest(ObservationTest test, int depth)
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        Collect(test.Comparison, types);
        Line(depth, $"an observation with {string.Join(" or ", types.Select(type => $"`{type}`"))} in it, where");
        Add(test.Comparison, depth + 1);
    }

    private static void Collect(ComparisonExpression comparison, SortedSet<string> types)
    {
        switch (comparison)
        {
            case ComparisonGroup group:
                Collect(group.Inner, types);
                break;
            case ComparisonCombination combination:
                foreach (var operand in combination.Operands) Collect(operand, types);
                break;
            case PropertyTest test:
                types.Add(test.Path.ObjectType);
                break;
        }
    }

    private void Add(ComparisonExpression comparison, int depth)
    {
        switch (comparison)
        {
            case ComparisonGroup group:
                Add(group.Inner, depth);
                break;
            case ComparisonCombination combination:
                Line(depth, combination.Connective == ComparisonConnective.And ? "all of these hold:" : "any of these holds:");
                foreach (var operand in combination.Operands) Add(operand, depth + 1);
                break;
            case PropertyTest test:
                Line(depth, WordsOf(test));
                break;
        }
    }

    private static string WordsOf(ObservationQualifier qualifier) => qualifier switch
    {
        WithinQualifier within => $"within {within.Seconds.Text} seconds:",
        RepeatsQualifier repeats => $"{repeats.Times.Text} times, each time in other observations:",
        StartStopQualifier period => $"from {period.Start.Text} on and before {period.Stop.Text}:",
        _ => throw new ArgumentOutOfRangeException(nameof(qualifier)),
    };

    private static string WordsOf(PropertyTest test)
    {
        var constants = string.Join(", ", test.Constants.Select(constant => constant.Text));
        var words = (test.Operator, test.Negated) switch
        {
            (ComparisonOperator.Equal, false) or (ComparisonOperator.NotEqual, true) => $"is {constants}",
            (ComparisonOperator.NotEqual, false) or (ComparisonOperator.Equal, true) => $"is not {constants}",
            (ComparisonOperator.Less, false) => $"is less than {constants}",
            (ComparisonOperator.Less, true) => $"is not less than {constants}",
            (ComparisonOperator.LessOrEqual, false) => $"is at most {constants}",
            (ComparisonOperator.LessOrEqual, true) => $"is not at most {constants}",
            (ComparisonOperator.Greater, false) => $"is greater than {constants}",
            (ComparisonOperator.Greater, true) => $"is not greater than {constants}",
            (ComparisonOperator.GreaterOrEqual, false) => $"is at least {constants}",
            (ComparisonOperator.GreaterOrEqual, true) => $"is not at least {constants}",
            (ComparisonOperator.In, false) => $"is one of ({constants})",
            (ComparisonOperator.In, true) => $"is none of ({constants})",
            (ComparisonOperator.Like, false) => $"has the form {constants}, `%` for any characters, `_` for one",
            (ComparisonOperator.Like, true) => $"has not the form {constants}, `%` for any characters, `_` for one",
            (ComparisonOperator.Matches, false) => $"fits the regular expression {constants}",
            (ComparisonOperator.Matches, true) => $"does not fit the regular expression {constants}",
            (ComparisonOperator.IsSubset, false) => $"lies in the network {constants}",
            (ComparisonOperator.IsSubset, true) => $"does not lie in the network {constants}",
            (ComparisonOperator.IsSuperset, false) => $"contains the network or address {constants}",
            (ComparisonOperator.IsSuperset, true) => $"does not contain the network or address {constants}",
            (_, false) => "is there",
            (_, true) => "is not there",
        };
        return $"`{test.Path}` {words}";
    }
}
