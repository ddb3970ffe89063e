namespace Entente.Stix;

/// <summary>
/// What one object may cost. Every limit is checked while the bytes are read, before anything is built from them;
/// what goes over a limit is refused with a diagnostic whose code starts with <c>limit-</c>.
/// </summary>
public sealed record StixLimits
{
    /// <summary>The limits that apply where nothing else is said.</summary>
    public static StixLimits Default { get; } = new();

    /// <summary>Largest object in bytes. Default 4 MiB.</summary>
    public int ObjectBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>Deepest nesting of objects and lists, the object itself included. Default 64.</summary>
    public int DepthMax { get; init; } = 64;

    /// <summary>Most properties in one object, counted over all levels. Default 10,000.</summary>
    public int PropertiesMax { get; init; } = 10_000;

    /// <summary>Most items in one list. Default 100,000.</summary>
    public int ListItemsMax { get; init; } = 100_000;

    /// <summary>Longest string or property name in bytes, as written. Default 1 MiB.</summary>
    public int StringBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Most granular marking selectors in one object. Default 10,000.</summary>
    public int SelectorsMax { get; init; } = 10_000;

    /// <summary>
    /// Most diagnostics kept for one object; the rest are counted in one last diagnostic. Default 200.
    /// </summary>
    public int DiagnosticsMax { get; init; } = 200;
}
