namespace Entente.Stix;

/// <summary>How bad a finding is: an error breaks a MUST of the standard, a warning a SHOULD.</summary>
public enum Severity
{
    /// <summary>A MUST is broken; the object is refused.</summary>
    Error,

    /// <summary>A SHOULD is not followed; the object is accepted.</summary>
    Warning,
}
