namespace Entente.Stix.Patterns;

/// <summary>The types of constants (STIX 2.1 §9.2).</summary>
public enum PatternConstantKind
{
    /// <summary><c>'text'</c></summary>
    String,

    /// <summary><c>12</c></summary>
    Integer,

    /// <summary><c>1.2</c></summary>
    Float,

    /// <summary><c>true</c> or <c>false</c></summary>
    Boolean,

    /// <summary><c>h'ffc3'</c></summary>
    Hex,

    /// <summary><c>b'/8M='</c></summary>
    Binary,

    /// <summary><c>t'2016-06-01T00:00:00Z'</c></summary>
    Timestamp,
}
