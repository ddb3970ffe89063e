namespace Entente.Stix.Patterns;

/// <summary>
/// The tests of one observation expression in canonical form, numbered. Constants that have the same value get the
/// same text, negations that have an operator of their own are folded into it, and values whose spelling does not
/// matter (addresses, networks, registry keys) are spelled one way.
/// </summary>
internal sealed class ComparisonAtoms
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<PropertyTest> _tests = [];
    private readonly List<string> _texts = [];

    public ComparisonExpression Test(int number) => _tests[number];

    public string TextOf(int number) => _texts[number];

    public string TypeOf(int number) => _tests[number].Path.ObjectType;

    /// <summary>The number of a test; null if nothing can satisfy it.</summary>
    public int? NumberOf(PropertyTest test)
    {
        var canonical = Canonical(test);
        if (canonical is { Operator: ComparisonOperator.In, Negated: false, Constants.Count: 0 }) return null;
        var text = PatternPrinter.Print(canonical);
        if (_numbers.TryGetValue(text, out var number)) return number;
        _numbers.Add(text, number = _tests.Count);
        _tests.Add(canonical);
        _texts.Add(text);
        return number;
    }

    private static PropertyTest Canonical(PropertyTest test)
    {
        test = CanonicalSpelling.Of(test);
        var constants = test.Constants.Select(SameValue).Select(constant => SpecialValues.Canonical(test, constant));
        if (test.Operator != ComparisonOperator.In) return Fold(test with { Constants = new(constants) });
        var members = constants.DistinctBy(member => member.Text)
            .OrderBy(member => member.Text, StringComparer.Ordinal);
        test = test with { Constants = new(members) };
        return test.Constants.Count == 1 ? Fold(test with { Operator = ComparisonOperator.Equal }) : test;
    }

    /// <summary><c>NOT =</c> is <c>!=</c> and the other way round; the order operators have no such partner.</summary>
    private static PropertyTest Fold(PropertyTest test)
    {
        var @operator = (test.Operator, test.Negated) switch
        {
            (ComparisonOperator.Equal, true) => ComparisonOperator.NotEqual,
            (ComparisonOperator.NotEqual, true) => ComparisonOperator.Equal,
            _ => test.Operator,
        };
        var negated = test.Negated && test.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual);
        var spelling = CanonicalSpelling.SpellingOf(@operator);
        return test with { Operator = @operator, Negated = negated, Spelling = spelling };
    }

    /// <summary>12.0 is 12, and bytes are the same bytes in both notations.</summary>
    public static PatternConstant SameValue(PatternConstant constant) => constant.Kind switch
    {
        PatternConstantKind.Float when constant.Text.EndsWith(".0", StringComparison.Ordinal) =>
            PatternConstant.AsWritten(PatternConstantKind.Integer, constant.Text[..^2]),
        PatternConstantKind.Binary => PatternConstant.OfBytes(constant.Bytes),
        _ => constant,
    };
}
