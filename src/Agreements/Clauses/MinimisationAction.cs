namespace Entente.Agreements.Clauses;

/// <summary>What becomes of a property, the strictest last.</summary>
public enum MinimisationAction
{
    /// <summary>It reaches the recipient as it is, or the object stays.</summary>
    Keep,

    /// <summary>It becomes less exact.</summary>
    Generalise,

    /// <summary>A token stands in its place: the same for equal values, telling nothing else.</summary>
    Tokenise,

    /// <summary>It is removed.</summary>
    Drop,
}
