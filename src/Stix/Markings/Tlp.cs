namespace Entente.Stix;

/// <summary>The Traffic Light Protocol 2.0 labels (FIRST), from loose to strict.</summary>
public enum Tlp
{
    /// <summary>World may see it.</summary>
    Clear,

    /// <summary>The community may see it.</summary>
    Green,

    /// <summary>The recipient's organisation and its clients may see it.</summary>
    Amber,

    /// <summary>The recipient's organisation may see it.</summary>
    AmberStrict,

    /// <summary>Only the named recipients may see it.</summary>
    Red,
}
