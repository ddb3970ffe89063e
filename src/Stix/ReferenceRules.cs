using System.Collections.Frozen;

namespace Entente.Stix;

/// <summary>
/// Which references carry an object's meaning: without them, or with an empty list of them, the object says nothing or
/// something else, and is withheld whole.
/// </summary>
public static class ReferenceRules
{
    private static readonly FrozenSet<(string Type, string Property)> Required =
    [
        ("relationship", "source_ref"),
        ("relationship", "target_ref"),
        ("sighting", "sighting_of_ref"),
        ("grouping", "object_refs"),
        ("note", "object_refs"),
        ("observed-data", "object_refs"),
        ("opinion", "object_refs"),
        ("report", "object_refs"),
        ("language-content", "object_ref"),
        ("email-message", "from_ref"),
        ("network-traffic", "src_ref"),
        ("network-traffic", "dst_ref"),
    ];

    private static readonly FrozenSet<string> SpeakAboutOthers = ["note", "opinion", "language-content"];

    /// <summary>
    /// Whether losing the reference (for a list: all of it) means that the object is withheld. The ends of traffic
    /// count too: traffic without an end it had is a statement its creator did not make, and its id would still tell.
    /// </summary>
    public static bool IsRequired(string type, string property) => Required.Contains((type, property));

    /// <summary>
    /// Whether a type's own text is about the objects it refers to, so that it may repeat what was withheld from them.
    /// </summary>
    public static bool SpeaksAboutOthers(string type) => SpeakAboutOthers.Contains(type);
}
