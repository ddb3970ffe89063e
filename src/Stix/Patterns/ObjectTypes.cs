namespace Entente.Stix.Patterns;

/// <summary>Which types of objects can satisfy a comparison expression.</summary>
internal static class ObjectTypes
{
    /// <summary>Whether one object can satisfy all of them, as far as types tell (STIX 2.1 §9.5).</summary>
    public static bool CanAgree(IEnumerable<ComparisonExpression?> operands)
    {
        HashSet<string>? common = null;
        foreach (var operand in operands.OfType<ComparisonExpression>())
        {
            var types = Of(operand);
            if (common is null) common = types;
            else common.IntersectWith(types);
        }

        return common is null || common.Count > 0;
    }

    private static HashSet<string> Of(ComparisonExpression expression)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        Collect(expression, types);
        return types;
    }

    /// <summary>
    /// An AND is taken for the types of its first side: where its sides differ, that has been said already.
    /// </summary>
    private static void Collect(ComparisonExpression expression, HashSet<string> types)
    {
        switch (expression)
        {
            case PropertyTest test:
                types.Add(test.Path.ObjectType);
                break;
            case ComparisonGroup group:
                Collect(group.Inner, types);
                break;
            case ComparisonCombination { Connective: ComparisonConnective.Or } any:
                foreach (var operand in any.Operands) Collect(operand, types);
                break;
            case ComparisonCombination all:
                Collect(all.Operands[0], types);
                break;
        }
    }
}
