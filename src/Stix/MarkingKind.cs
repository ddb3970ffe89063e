namespace Entente.Stix;

/// <summary>What a marking definition is, by its id and body.</summary>
public enum MarkingKind
{
    /// <summary>A standard marking, as the standard has it.</summary>
    Known,

    /// <summary>A standard marking's id over a body that says another level.</summary>
    KnownContradicted,

    /// <summary>A statement: terms that travel with the object, not a level.</summary>
    Statement,

    /// <summary>The marking of an agreement version.</summary>
    Agreement,

    /// <summary>Anything else; for release the same as unknown.</summary>
    Other,
}
