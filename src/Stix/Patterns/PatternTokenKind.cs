namespace Entente.Stix.Patterns;

/// <summary>The kinds of tokens.</summary>
internal enum PatternTokenKind
{
    End,

    /// <summary>Something that the lexer has already reported; stands for any constant.</summary>
    Broken,
    String,
    Integer,
    Float,
    Boolean,
    Hex,
    Binary,
    Timestamp,

    /// <summary>A word without a hyphen.</summary>
    Word,

    /// <summary>A word with a hyphen: an object type, never a key.</summary>
    HyphenWord,
    And,
    Or,
    Not,
    FollowedBy,
    Like,
    Matches,
    IsSuperset,
    IsSubset,
    Exists,
    Last,
    In,
    Start,
    Stop,
    Seconds,
    Within,
    Repeats,
    Times,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Colon,
    Dot,
    Comma,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Asterisk,
}
