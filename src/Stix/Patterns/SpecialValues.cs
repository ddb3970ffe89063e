namespace Entente.Stix.Patterns;

/// <summary>
/// Values whose meaning is wider than their characters. Two spellings of one network mean the same addresses, and
/// Windows does not tell upper from lower case in registry keys and value names. The evaluator compares characters, as
/// the standard says; equivalence asks what the author meant.
/// </summary>
internal static class SpecialValues
{
    /// <summary>The constant in the one spelling that its value has in this test.</summary>
    public static PatternConstant Canonical(PropertyTest test, PatternConstant constant)
    {
        if (constant.Kind != PatternConstantKind.String) return constant;
        switch (test.Operator)
        {
            case ComparisonOperator.IsSubset or ComparisonOperator.IsSuperset:
                return Address(constant, null);
            case ComparisonOperator.Equal or ComparisonOperator.NotEqual or ComparisonOperator.In:
                break;
            case ComparisonOperator.Like when test.Path.ObjectType == "windows-registry-key":
                break;
            default:
                return constant;
        }

        return test.Path.ObjectType switch
        {
            "ipv4-addr" when IsValue(test.Path) => Address(constant, false),
            "ipv6-addr" when IsValue(test.Path) => Address(constant, true),
            "windows-registry-key" when IsKeyOrValueName(test.Path) =>
                PatternConstant.OfString(constant.StringValue.ToLowerInvariant()),
            _ => constant,
        };
    }

    private static bool IsValue(ObjectPath path) => path.Steps.Count == 1 && path.Steps[0].Name == "value";

    private static bool IsKeyOrValueName(ObjectPath path) => path.Steps.Count switch
    {
        1 => path.Steps[0].Name == "key",
        3 => path.Steps[0].Name == "values" && path.Steps[1].Kind != PathStepKind.Key && path.Steps[2].Name == "name",
        _ => false,
    };

    private static PatternConstant Address(PatternConstant constant, bool? isV6)
    {
        if (!AddressRange.TryParse(constant.StringValue, out var range)) return constant;
        return isV6 is null || range.IsV6 == isV6 ? PatternConstant.OfString(range.ToString()) : constant;
    }
}
