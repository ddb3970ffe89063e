namespace Entente.Stix;

/// <summary>The Permissible Actions Protocol levels, from loose to strict.</summary>
public enum Pap
{
    /// <summary>No restriction on what is done with it.</summary>
    Clear,

    /// <summary>Active measures are allowed: pings, blocks, interacting honeypots.</summary>
    Green,

    /// <summary>Passive checks with third parties are allowed.</summary>
    Amber,

    /// <summary>Only actions that nobody can detect, on own logs.</summary>
    Red,
}
