using System.Text.Json;

namespace Entente.Stix.Patterns;

/// <summary>One comparison with its constants decoded, its regular expression compiled and its faults known.</summary>
internal sealed class CompiledTest
{
    private readonly PathSelector _selector;
    private readonly string _property;
    private readonly bool _negated;
    private readonly bool _exists;
    private readonly Func<ObservedValue, bool> _holds;

    private CompiledTest(PropertyTest test, Func<ObservedValue, bool> holds)
    {
        ObjectType = test.Path.ObjectType;
        _selector = new PathSelector(test.Path);
        var last = test.Path.Steps[^1];
        _property = last.Kind == PathStepKind.Key ? last.Name : "";
        _negated = test.Negated;
        _exists = test.Operator == ComparisonOperator.Exists;
        _holds = holds;
    }

    /// <summary>The type of the objects that the test looks at.</summary>
    public string ObjectType { get; }

    /// <summary>Prepares a test.</summary>
    /// <exception cref="PatternFault">A constant cannot be compared with anything.</exception>
    public static CompiledTest Compile(PropertyTest test, PatternLimits limits) => new(test, PredicateOf(test, limits));

    /// <summary>Whether one of the values that the path leads to satisfies the test.</summary>
    /// <exception cref="PatternFault">A value has to be a timestamp and is none, or a limit is reached.</exception>
    public bool Holds(JsonElement root, Observation observation, ref long valuesLeft)
    {
        var values = _selector.Select(root, observation);
        valuesLeft -= values.Count + 1;
        if (valuesLeft < 0)
        {
            throw new PatternFault("evaluation-values", "the evaluation selects more values than allowed");
        }

        if (_exists) return values.Count > 0 != _negated;
        foreach (var value in values)
        {
            if (_holds(ObservedValue.Of(value, _property))) return true;
        }

        return false;
    }

    private static Func<ObservedValue, bool> PredicateOf(PropertyTest test, PatternLimits limits)
    {
        var not = test.Negated;
        switch (test.Operator)
        {
            case ComparisonOperator.Exists:
                return _ => true;
            case ComparisonOperator.Equal or ComparisonOperator.In:
                var equals = EqualityOf(test);
                return value => equals(value) != not;
            case ComparisonOperator.NotEqual:
                var differs = EqualityOf(test);
                return value => differs(value) == not;
            case ComparisonOperator.Like:
                var like = new LikePattern(test.Constants[0].StringValue);
                return value => TextHolds(value, like.IsNarrow, like.Fits) != not;
            case ComparisonOperator.Matches:
                var regex = PatternRegex.Compile(test.Constants[0].StringValue, limits);
                return value => TextHolds(value, regex.IsNarrow, regex.IsIn) != not;
            case ComparisonOperator.IsSubset:
                var outer = RangeOf(test);
                return value => (RangeIn(value) is { } range && outer.Holds(range)) != not;
            case ComparisonOperator.IsSuperset:
                var inner = RangeOf(test);
                return value => (RangeIn(value) is { } range && range.Holds(inner)) != not;
            default:
                return OrderOf(test);
        }
    }

    private static bool TextHolds(ObservedValue value, bool isNarrow, Func<string, bool> holds) => value.Kind switch
    {
        ObservedKind.String => holds(value.Text),
        ObservedKind.Bytes when isNarrow => holds(ObservedValue.Widen(value.Bytes!)),
        _ => false,
    };

    private static AddressRange? RangeIn(ObservedValue value) =>
        value.Kind == ObservedKind.String && AddressRange.TryParse(value.Text, out var range) ? range : null;

    private static AddressRange RangeOf(PropertyTest test)
    {
        if (AddressRange.TryParse(test.Constants[0].StringValue, out var range)) return range;
        throw new PatternFault("pattern-network",
            $"`{test.Constants[0].Text}` behind `{test.Path}` is neither an address nor a network",
            "write an IPv4 or IPv6 address or network such as '198.51.100.0/24'", "STIX 2.1 §9.6.1");
    }

    private static Func<ObservedValue, bool> EqualityOf(PropertyTest test)
    {
        if (test.Constants.Count == 0) return _ => false;
        var families = test.Constants.Select(FamilyOf).Distinct().ToList();
        if (families.Count > 1)
        {
            throw new PatternFault("pattern-set-mixed", $"the set behind `{test.Path}` has members of different types",
                null, "STIX 2.1 §9.6.1");
        }

        if (families[0] == PatternConstantKind.Timestamp)
        {
            var instants = test.Constants.Select(InstantOf).ToHashSet();
            return value => value.Kind == ObservedKind.String && instants.Contains(InstantIn(value, test));
        }

        // Sets of strings are the long ones; most values find their answer by one look-up.
        var texts = families[0] == PatternConstantKind.String
            ? test.Constants.Select(constant => constant.StringValue).ToHashSet(StringComparer.Ordinal)
            : null;
        var constants = test.Constants.Select(ObservedValue.Of).ToArray();
        return value => texts is not null && value.Kind == ObservedKind.String
            ? texts.Contains(value.Text)
            : Array.Exists(constants, constant => constant.IsEqualTo(value));
    }

    private static PatternConstantKind FamilyOf(PatternConstant constant) => constant.Kind switch
    {
        PatternConstantKind.Float => PatternConstantKind.Integer,
        _ => constant.Kind,
    };

    /// <summary>
    /// The order operators. A value whose type has no order with the constant's does not satisfy the operator, and so
    /// satisfies its negation.
    /// </summary>
    private static Func<ObservedValue, bool> OrderOf(PropertyTest test)
    {
        var constant = test.Constants[0];
        if (constant.Kind == PatternConstantKind.Timestamp)
        {
            var instant = InstantOf(constant);
            return value => (value.Kind == ObservedKind.String
                && IsInOrder(test.Operator, InstantIn(value, test).CompareTo(instant))) != test.Negated;
        }

        var operand = ObservedValue.Of(constant);
        return value =>
            (value.TryCompare(operand, out var order) && IsInOrder(test.Operator, order)) != test.Negated;
    }

    private static bool IsInOrder(ComparisonOperator @operator, int order) => @operator switch
    {
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };

    private static PatternInstant InstantOf(PatternConstant constant)
    {
        if (PatternInstant.TryParse(constant.TimestampText, out var instant)) return instant;
        throw new PatternFault("pattern-calendar", $"`{constant.Text}` is on no calendar", null, "STIX 2.1 §2.16");
    }

    /// <summary>
    /// A string that is compared with a timestamp has to be one: quietly answering "different" would hide broken data.
    /// </summary>
    private static PatternInstant InstantIn(ObservedValue value, PropertyTest test)
    {
        if (PatternInstant.TryParse(value.Text, out var instant)) return instant;
        var shown = value.Text.Length <= 40 ? value.Text : value.Text[..40] + "…";
        throw new PatternFault("observation-timestamp",
            $"`{shown}`, found at `{test.Path}`, is compared with a timestamp and is none", null, "STIX 2.1 §2.16");
    }
}
