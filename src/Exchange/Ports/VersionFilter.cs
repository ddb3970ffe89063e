namespace Entente.Exchange.Ports;

/// <summary>TAXII 2.1 §3.4.1 match[version]: the first, the last, all, or exact versions of each object.</summary>
/// <param name="First">The first version is wanted.</param>
/// <param name="IsLast">The last version is wanted.</param>
/// <param name="All">Every version is wanted.</param>
/// <param name="Exact">Exact versions that are wanted, in the log's canonical form.</param>
public sealed record VersionFilter(bool First, bool IsLast, bool All, IReadOnlyList<string> Exact)
{
    /// <summary>The default of the standard: the last version of each object.</summary>
    public static VersionFilter Last { get; } = new(false, true, false, []);

    /// <summary>Every version of each object.</summary>
    public static VersionFilter Every { get; } = new(false, false, true, []);
}
