namespace Entente.Stix;

/// <summary>A scheme of standard markings.</summary>
public enum MarkingScheme
{
    /// <summary>The Traffic Light Protocol, 1.0 and 2.0.</summary>
    Tlp,

    /// <summary>The Permissible Actions Protocol.</summary>
    Pap,
}
