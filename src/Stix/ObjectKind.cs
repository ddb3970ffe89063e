namespace Entente.Stix;

/// <summary>The kinds of STIX objects (STIX 2.1 §1.3).</summary>
public enum ObjectKind
{
    /// <summary>A domain object (SDO).</summary>
    DomainObject,

    /// <summary>A relationship or a sighting (SRO).</summary>
    RelationshipObject,

    /// <summary>A cyber-observable object (SCO).</summary>
    CyberObservable,

    /// <summary>A marking definition.</summary>
    MarkingDefinition,

    /// <summary>An extension definition.</summary>
    ExtensionDefinition,

    /// <summary>Language content.</summary>
    LanguageContent,

    /// <summary>A type that the standard does not define.</summary>
    Custom,
}
