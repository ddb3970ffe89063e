namespace Entente.Stix;

/// <summary>The Permissible Actions Protocol's levels, from loose to strict: what a recipient may do with it.</summary>
public enum Pap
{
    /// <summary>No restriction.</summary>
    Clear,

    /// <summary>Active actions are allowed.</summary>
    Green,

    /// <summary>Passive cross-checks are allowed.</summary>
    Amber,

    /// <summary>Non-detectable actions only.</summary>
    Red,
}
