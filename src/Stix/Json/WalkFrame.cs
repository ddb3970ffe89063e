namespace Entente.Stix.Json;

/// <summary>One open object or list, and where in it the walk stands.</summary>
internal struct WalkFrame
{
    /// <summary>Number of the container in this walk, which tells the names of two objects apart.</summary>
    public int Serial;

    /// <summary>Whether this is a list.</summary>
    public bool IsList;

    /// <summary>In a list, the index of the current item; -1 before the first.</summary>
    public int Index;

    /// <summary>In an object, where the current name stands, without its quotes.</summary>
    public int NameStart;

    /// <summary>In an object, how many bytes the current name has as written.</summary>
    public int NameLength;

    /// <summary>Whether the current name holds escapes.</summary>
    public bool NameEscaped;
}
