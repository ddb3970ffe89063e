namespace Entente.Stix;

/// <summary>The marking schemes that Entente knows.</summary>
public enum MarkingScheme
{
    /// <summary>Traffic Light Protocol: who may see.</summary>
    Tlp,

    /// <summary>Permissible Actions Protocol: what may be done.</summary>
    Pap,

    /// <summary>Classification: levels of a state or an organisation. It has no fixed ids.</summary>
    Classification,
}
