namespace Entente.Stix;

/// <summary>The families of STIX 2.1 objects, told apart by <c>type</c>.</summary>
public enum ObjectKind
{
    /// <summary>STIX Domain Object (§4).</summary>
    DomainObject,

    /// <summary>STIX Relationship Object: relationship or sighting (§5).</summary>
    RelationshipObject,

    /// <summary>STIX Cyber-observable Object (§6): no versions, no creator.</summary>
    CyberObservable,

    /// <summary>Marking definition (§7.2.1): cannot be versioned.</summary>
    MarkingDefinition,

    /// <summary>Extension definition (§7.3).</summary>
    ExtensionDefinition,

    /// <summary>Language content (§7.1).</summary>
    LanguageContent,

    /// <summary>A type that the standard does not define.</summary>
    Custom,
}
