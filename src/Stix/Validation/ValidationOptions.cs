namespace Entente.Stix.Validation;

/// <summary>How strictly <see cref="StixValidator"/> looks. The defaults are the text of the standard.</summary>
public sealed record ValidationOptions
{
    /// <summary>The defaults.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>
    /// The version whose rules apply, <c>2.0</c> or <c>2.1</c>. Null, the default, takes what the object says: an
    /// object without <c>spec_version</c> that is no cyber-observable is of version 2.0 (STIX 2.1 §3.2).
    /// </summary>
    public string? SpecVersion { get; init; }

    /// <summary>Whether custom properties are errors. Default false: the standard allows them.</summary>
    public bool RefuseCustomProperties { get; init; }

    /// <summary>Whether custom object types are errors. Default false: the standard allows them.</summary>
    public bool RefuseCustomTypes { get; init; }

    /// <summary>
    /// Whether each object must name its creator and may carry one TLP marking only, as the interoperability test
    /// documents beside the standard ask. Default false.
    /// </summary>
    public bool Interoperability { get; init; }

    /// <summary>
    /// Whether a version 5 id of a cyber-observable is computed again and compared. Default true; a difference is a
    /// warning, because a producer may use another namespace (STIX 2.1 §2.9).
    /// </summary>
    public bool CompareObservableIds { get; init; } = true;

    /// <summary>The limits of the reader. Default <see cref="StixLimits.Default"/>.</summary>
    public StixLimits Limits { get; init; } = StixLimits.Default;
}
