namespace Entente.Agreements.Clauses;

/// <summary>Whether the source of an object is named to the recipient.</summary>
public enum Attribution
{
    /// <summary>It is left as it is.</summary>
    May,

    /// <summary>It must be named: an object that names none is withheld.</summary>
    Must,

    /// <summary>It must not be named.</summary>
    MustNot,
}
