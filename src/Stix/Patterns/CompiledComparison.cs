using System.Text.Json;

namespace Entente.Stix.Patterns;

/// <summary>
/// What stands in one pair of square brackets, compiled. All its tests look at the same object (STIX 2.1 §9.5), so an
/// observation matches if one of its objects satisfies the whole expression.
/// </summary>
internal sealed class CompiledComparison
{
    private readonly Node _root;
    private readonly string[] _types;

    private CompiledComparison(Node root)
    {
        _root = root;
        var types = new HashSet<string>(StringComparer.Ordinal);
        root.CollectTypes(types);
        _types = [.. types];
    }

    /// <exception cref="PatternFault">A test cannot be evaluated.</exception>
    public static CompiledComparison Compile(ComparisonExpression expression, PatternLimits limits) =>
        new(NodeOf(expression, limits));

    /// <summary>Whether one object of the observation satisfies the expression.</summary>
    /// <exception cref="PatternFault">A value cannot be compared or a limit is reached.</exception>
    public bool Matches(Observation observation, ref long valuesLeft)
    {
        var matches = false;
        foreach (var type in _types)
        {
            if (!observation.ObjectsByType.TryGetValue(type, out var objects)) continue;

            // No early way out: whether broken data is a fault must not depend on the order of objects and tests.
            foreach (var item in objects) matches |= _root.Holds(item, type, observation, ref valuesLeft);
        }

        return matches;
    }

    private static Node NodeOf(ComparisonExpression expression, PatternLimits limits) => expression switch
    {
        PropertyTest test => new Node(CompiledTest.Compile(test, limits), null, []),
        ComparisonGroup group => NodeOf(group.Inner, limits),
        ComparisonCombination combination => new Node(
            null, combination.Connective, [.. combination.Operands.Select(operand => NodeOf(operand, limits))]),
        _ => throw new InvalidOperationException("an unknown comparison expression"),
    };

    private sealed record Node(CompiledTest? Test, ComparisonConnective? Connective, Node[] Operands)
    {
        public void CollectTypes(HashSet<string> types)
        {
            if (Test is not null) types.Add(Test.ObjectType);
            foreach (var operand in Operands) operand.CollectTypes(types);
        }

        public bool Holds(JsonElement item, string type, Observation observation, ref long valuesLeft)
        {
            if (Test is not null) return Test.ObjectType == type && Test.Holds(item, observation, ref valuesLeft);
            var all = true;
            var any = false;
            foreach (var operand in Operands)
            {
                var holds = operand.Holds(item, type, observation, ref valuesLeft);
                all &= holds;
                any |= holds;
            }

            return Connective == ComparisonConnective.And ? all : any;
        }
    }
}
