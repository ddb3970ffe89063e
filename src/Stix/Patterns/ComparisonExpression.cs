namespace Entente.Stix.Patterns;

/// <summary>An expression over one object (STIX 2.1 §9.6): what is written in square brackets.</summary>
public abstract record ComparisonExpression
{
    private protected ComparisonExpression()
    {
    }
}
