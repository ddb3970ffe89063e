namespace Entente.Stix.Patterns;

/// <summary>What a step of an object path does.</summary>
public enum PathStepKind
{
    /// <summary>Into a property or a dictionary key.</summary>
    Key,

    /// <summary>To one item of a list, counted from 0.</summary>
    Index,

    /// <summary><c>[*]</c>: to every item of a list.</summary>
    AnyIndex,
}
