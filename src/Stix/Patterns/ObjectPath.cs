namespace Entente.Stix.Patterns;

/// <summary>
/// <c>type:property.key[0].value</c> (STIX 2.1 §9.7): from an object of that type to values in it, through references
/// to other objects of the same observation.
/// </summary>
/// <param name="ObjectType">The type of the object that the path begins at.</param>
/// <param name="Steps">At least one step; the first is a key.</param>
public sealed record ObjectPath(string ObjectType, PatternList<PathStep> Steps)
{
    /// <summary>The path as it is printed.</summary>
    public override string ToString() => PatternPrinter.Print(this);
}
