namespace Entente.Stix;

/// <summary>What the end of a property's name says of its value (STIX 2.1 §3.3).</summary>
internal enum ReferenceSuffix
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>_ref</c>: one id.</summary>
    One,

    /// <summary><c>_refs</c>: a list of ids.</summary>
    Many,
}
