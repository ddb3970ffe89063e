namespace Entente.Stix;

/// <summary>The extensions of the standard that Entente defines (STIX 2.1 §7.3).</summary>
public static class EntenteExtensions
{
    /// <summary>Makes a marking definition the marking of one agreement version.</summary>
    public const string AgreementMarking = "extension-definition--8f0d3a52-6d3c-4c1e-9f0b-1f3a6c7e5d21";
}
