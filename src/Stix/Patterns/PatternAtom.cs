namespace Entente.Stix.Patterns;

/// <summary>One comparison of a pattern, as facts to index by.</summary>
/// <param name="ObjectType">The type of the object compared.</param>
/// <param name="Path">The values compared.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Negated">Whether the operator's answer is turned round.</param>
/// <param name="Constants">What is compared with; see <see cref="PropertyTest.Constants"/>.</param>
public sealed record PatternAtom(
    string ObjectType, ObjectPath Path, ComparisonOperator Operator, bool Negated,
    PatternList<PatternConstant> Constants);
