namespace Entente.Agreements.Clauses;

/// <summary>How far a clause is enforced. Never claim more than one does.</summary>
public enum Strength
{
    /// <summary>Nothing is claimed.</summary>
    None,

    /// <summary>The other side says so.</summary>
    Attested,

    /// <summary>A breach is noticed.</summary>
    Detected,

    /// <summary>A breach cannot happen: the bytes do not leave.</summary>
    Prevented,
}
