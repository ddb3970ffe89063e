namespace Entente.Stix;

/// <summary>How much a <see cref="Diagnostic"/> weighs: the standard's MUST or its SHOULD.</summary>
public enum Severity
{
    /// <summary>A MUST is broken or the bytes cannot be read; the object is not accepted.</summary>
    Error,

    /// <summary>A SHOULD is not followed; the object is accepted as it is.</summary>
    Warning,
}
