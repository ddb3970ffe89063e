namespace Entente.Stix;

/// <summary>The limits of one object. Input beyond them is refused with the limit's name, never cut.</summary>
public sealed record StixLimits
{
    /// <summary>The documented defaults.</summary>
    public static StixLimits Default { get; } = new();

    /// <summary>The largest object, in bytes. Default 4 MiB.</summary>
    public int ObjectBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>The deepest nesting of objects and lists. Default 64.</summary>
    public int DepthMax { get; init; } = 64;

    /// <summary>The most properties of an object, over all levels. Default 10,000.</summary>
    public int PropertiesMax { get; init; } = 10_000;

    /// <summary>The most items of all lists of an object together. Default 100,000.</summary>
    public int ListItemsMax { get; init; } = 100_000;
}
