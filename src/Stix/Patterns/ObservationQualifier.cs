namespace Entente.Stix.Patterns;

/// <summary>A restriction in time or number behind an observation expression (STIX 2.1 §9.5.1).</summary>
public abstract record ObservationQualifier
{
    private protected ObservationQualifier()
    {
    }
}
