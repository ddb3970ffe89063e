namespace Entente.Stix.Patterns;

/// <summary>An expression over observations (STIX 2.1 §9.5): what is written in and around square brackets.</summary>
public abstract record ObservationExpression
{
    private protected ObservationExpression()
    {
    }
}
