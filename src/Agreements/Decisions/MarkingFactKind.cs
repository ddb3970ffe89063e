namespace Entente.Agreements.Decisions;

/// <summary>What a marking on an object turned out to be.</summary>
public enum MarkingFactKind
{
    /// <summary>A level of a standard scheme.</summary>
    Level,

    /// <summary>A statement: terms that travel.</summary>
    Statement,

    /// <summary>The marking of an agreement: the object moves only under that one.</summary>
    Agreement,

    /// <summary>Not known; for release the strictest of all.</summary>
    Unknown,
}
