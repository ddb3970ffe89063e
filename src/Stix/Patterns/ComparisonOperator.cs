namespace Entente.Stix.Patterns;

/// <summary>What a property is compared by (STIX 2.1 §9.6.1).</summary>
public enum ComparisonOperator
{
    /// <summary><c>=</c>, also written <c>==</c>.</summary>
    Equal,

    /// <summary><c>!=</c>, also written <c>&lt;&gt;</c>.</summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>IN</c>: equal to one of a set.</summary>
    In,

    /// <summary><c>LIKE</c>: <c>%</c> stands for any characters, <c>_</c> for one.</summary>
    Like,

    /// <summary><c>MATCHES</c>: a regular expression finds something.</summary>
    Matches,

    /// <summary><c>ISSUBSET</c>: an address or network inside the network given.</summary>
    IsSubset,

    /// <summary><c>ISSUPERSET</c>: a network that holds the address or network given.</summary>
    IsSuperset,

    /// <summary><c>EXISTS</c>: the path leads to something. Stands before the path and takes no constant.</summary>
    Exists,
}
