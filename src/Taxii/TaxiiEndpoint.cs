namespace Entente.Taxii;

/// <summary>The endpoints of a collection that take filters; each takes its own set (TAXII 2.1 §5.3 to §5.8).</summary>
public enum TaxiiEndpoint
{
    /// <summary>Get Objects (§5.4): every parameter.</summary>
    Objects,

    /// <summary>Get Object Manifests (§5.3): every parameter.</summary>
    Manifest,

    /// <summary>Get an Object (§5.6): all but <c>match[id]</c> and <c>match[type]</c>.</summary>
    Object,

    /// <summary>
    /// Get Object Versions (§5.8): all but <c>match[id]</c>, <c>match[type]</c> and <c>match[version]</c>.
    /// </summary>
    Versions,

    /// <summary>Delete an Object (§5.7): <c>match[version]</c> and <c>match[spec_version]</c> only.</summary>
    Delete,
}
