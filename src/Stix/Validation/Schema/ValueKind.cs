namespace Entente.Stix.Validation.Schema;

/// <summary>The data types of the standard (STIX 2.1 §2) as the tables name them.</summary>
internal enum ValueKind
{
    Any,
    String,
    Boolean,
    Integer,
    Float,
    Timestamp,
    Identifier,
    Binary,
    Hex,
    Hashes,
    Dictionary,
    List,
    Object,
    OpenVocabulary,
    Enumeration,
    Format,
    Extensions,
    Observable,
}
