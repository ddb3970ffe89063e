namespace Entente.Stix;

/// <summary>What a marking-definition is to us, by id and body.</summary>
public enum MarkingKind
{
    /// <summary>One of the fixed definitions, and nothing in its body speaks against it.</summary>
    Known,

    /// <summary>Carries a fixed id and a body that says another level; to be rejected.</summary>
    KnownContradicted,

    /// <summary>A plain statement, such as a copyright line.</summary>
    Statement,

    /// <summary>The marking of one agreement version.</summary>
    Agreement,

    /// <summary>An Information Exchange Policy 2.0.</summary>
    Iep,

    /// <summary>A classification label.</summary>
    Classification,

    /// <summary>Anything else; an unknown marking is never releasable.</summary>
    Other,
}
