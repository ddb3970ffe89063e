using System.Globalization;
using System.Numerics;

namespace Entente.Stix.Patterns;

/// <summary>Rewrites a tree into the one spelling that each of its parts has, without touching its structure.</summary>
internal static class CanonicalSpelling
{
    public static ObservationExpression Of(ObservationExpression expression) => expression switch
    {
        ObservationTest test => new ObservationTest(Of(test.Comparison)),
        ObservationGroup group => new ObservationGroup(Of(group.Inner)),
        ObservationCombination combination => combination with { Operands = new(combination.Operands.Select(Of)) },
        QualifiedObservation qualified => new QualifiedObservation(
            Of(qualified.Observation), new(qualified.Qualifiers.Select(Of))),
        _ => expression,
    };

    public static ComparisonExpression Of(ComparisonExpression expression) => expression switch
    {
        ComparisonGroup group => new ComparisonGroup(Of(group.Inner)),
        ComparisonCombination combination => combination with { Operands = new(combination.Operands.Select(Of)) },
        PropertyTest test => Of(test),
        _ => expression,
    };

    public static PropertyTest Of(PropertyTest test) => test with
    {
        Path = new ObjectPath(test.Path.ObjectType, new(test.Path.Steps.Select(Of))),
        Spelling = SpellingOf(test.Operator),
        Constants = new(test.Constants.Select(Of)),
    };

    public static ObservationQualifier Of(ObservationQualifier qualifier) => qualifier switch
    {
        WithinQualifier within => new WithinQualifier(Of(within.Seconds)),
        RepeatsQualifier repeats => new RepeatsQualifier(Of(repeats.Times)),
        StartStopQualifier period => new StartStopQualifier(OfInstant(period.Start), OfInstant(period.Stop)),
        _ => qualifier,
    };

    public static PatternConstant Of(PatternConstant constant) => constant.Kind switch
    {
        PatternConstantKind.Integer or PatternConstantKind.Float => OfNumber(constant),
        PatternConstantKind.Hex => PatternConstant.OfBytes(constant.Bytes),
        PatternConstantKind.Binary =>
            PatternConstant.AsWritten(PatternConstantKind.Binary, $"b'{Convert.ToBase64String(constant.Bytes)}'"),
        PatternConstantKind.Timestamp => OfInstant(constant),
        _ => constant,
    };

    public static string SpellingOf(ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        ComparisonOperator.In => "IN",
        ComparisonOperator.Like => "LIKE",
        ComparisonOperator.Matches => "MATCHES",
        ComparisonOperator.IsSubset => "ISSUBSET",
        ComparisonOperator.IsSuperset => "ISSUPERSET",
        _ => "EXISTS",
    };

    private static PathStep Of(PathStep step) => step.Kind switch
    {
        PathStepKind.Key when step.Name.Length > 0 => PathStep.Key(step.Name),
        PathStepKind.Index when step.Index >= 0 => PathStep.At(step.Index),
        PathStepKind.Index => PathStep.IndexAsWritten(OfInteger(step.Text)),
        _ => step,
    };

    private static string OfInteger(string text) =>
        BigInteger.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    /// <summary>No plus sign, no zeros that say nothing, a digit before the dot; a float stays a float.</summary>
    private static PatternConstant OfNumber(PatternConstant constant)
    {
        var negative = constant.Text[0] == '-';
        var digits = constant.Text.AsSpan().TrimStart("+-");
        var dot = digits.IndexOf('.');
        var whole = (dot < 0 ? digits : digits[..dot]).TrimStart('0');
        var fraction = dot < 0 ? default : digits[(dot + 1)..].TrimEnd('0');
        var zero = whole.IsEmpty && fraction.IsEmpty;
        var text = $"{(negative && !zero ? "-" : "")}{(whole.IsEmpty ? "0" : whole)}";
        if (dot >= 0) text += $".{(fraction.IsEmpty ? "0" : fraction)}";
        return PatternConstant.AsWritten(constant.Kind, text);
    }

    /// <summary>Fractions of a second without zeros at the end. A day that does not exist stays as written.</summary>
    private static PatternConstant OfInstant(PatternConstant constant)
    {
        var text = constant.TimestampText;
        if (text.Contains('.', StringComparison.Ordinal)) text = text[..^1].TrimEnd('0').TrimEnd('.') + "Z";
        return PatternConstant.AsWritten(PatternConstantKind.Timestamp, $"t'{text}'");
    }
}
