namespace Entente.Stix;

/// <summary>The marking schemes that Entente knows.</summary>
public enum MarkingScheme
{
    /// <summary>Traffic Light Protocol: who may see.</summary>
    Tlp,

    /// <summary>Permissible Actions Protocol: what may be done.</summary>
    Pap,

    /// <summary>FIRST Information Exchange Policy 2.0: handling, actions, sharing. It has no fixed ids.</summary>
    Iep,

    /// <summary>Classification: levels of a state or an organisation. It has no fixed ids.</summary>
    Classification,
}
