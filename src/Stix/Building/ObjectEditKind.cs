namespace Entente.Stix.Building;

/// <summary>The changes that can be made to an object.</summary>
internal enum ObjectEditKind
{
    /// <summary>Put a value somewhere.</summary>
    Set,

    /// <summary>Take a value away.</summary>
    Remove,

    /// <summary>Mark the whole object.</summary>
    AddMarking,

    /// <summary>Take such a marking away.</summary>
    RemoveMarking,

    /// <summary>Mark parts of the object.</summary>
    AddGranularMarking,

    /// <summary>Take such a marking away.</summary>
    RemoveGranularMarking,
}
