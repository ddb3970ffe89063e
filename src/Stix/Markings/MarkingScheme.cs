namespace Entente.Stix;

/// <summary>The marking schemes with fixed ids that Entente knows.</summary>
public enum MarkingScheme
{
    /// <summary>Traffic Light Protocol: who may see.</summary>
    Tlp,

    /// <summary>Permissible Actions Protocol: what may be done.</summary>
    Pap,
}
