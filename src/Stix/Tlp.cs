namespace Entente.Stix;

/// <summary>The Traffic Light Protocol's levels (FIRST, TLP 2.0), from loose to strict.</summary>
public enum Tlp
{
    /// <summary>No limit on disclosure.</summary>
    Clear,

    /// <summary>The recipient's community.</summary>
    Green,

    /// <summary>The recipient's organisation and its clients.</summary>
    Amber,

    /// <summary>The recipient's organisation only.</summary>
    AmberStrict,

    /// <summary>The named recipients only.</summary>
    Red,
}
