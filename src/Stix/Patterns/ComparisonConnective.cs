namespace Entente.Stix.Patterns;

/// <summary>How comparison expressions are joined; the first binds tighter.</summary>
public enum ComparisonConnective
{
    /// <summary>Both hold for the same object.</summary>
    And,

    /// <summary>At least one holds.</summary>
    Or,
}
