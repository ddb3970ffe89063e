namespace Entente.Stix;

/// <summary>What a finished top-level document was.</summary>
internal enum DocumentVerdict
{
    /// <summary>One object, which is an item itself.</summary>
    Object,

    /// <summary>A bundle or an envelope, whose items have been given out.</summary>
    Container,

    /// <summary>A bundle whose <c>objects</c> is no list.</summary>
    BadObjects,

    /// <summary>Something of another type that had a list of <c>objects</c> before it said its type.</summary>
    NotABundle,
}
