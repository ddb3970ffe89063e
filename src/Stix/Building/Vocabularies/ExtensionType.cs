namespace Entente.Stix.Building;

/// <summary>What an extension brings (<c>extension-type-enum</c>, §10).</summary>
public enum ExtensionType
{
    /// <summary><c>new-sdo</c>: A type of domain object.</summary>
    NewSdo,

    /// <summary><c>new-sco</c>: A type of cyber-observable.</summary>
    NewSco,

    /// <summary><c>new-sro</c>: A type of relationship object.</summary>
    NewSro,

    /// <summary><c>property-extension</c>: properties inside its own entry of <c>extensions</c>.</summary>
    PropertyExtension,

    /// <summary><c>toplevel-property-extension</c>: properties at the top level of the object.</summary>
    ToplevelPropertyExtension,
}
