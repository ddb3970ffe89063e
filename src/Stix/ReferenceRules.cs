using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Entente.Stix;

/// <summary>Which references carry an object: an object that loses one of them says nothing true any more.</summary>
public static class ReferenceRules
{
    private static readonly FrozenSet<(string Type, string Property)> Required = new[]
    {
        ("relationship", "source_ref"),
        ("relationship", "target_ref"),
        ("sighting", "sighting_of_ref"),
        ("grouping", "object_refs"),
        ("note", "object_refs"),
        ("observed-data", "object_refs"),
        ("opinion", "object_refs"),
        ("report", "object_refs"),
        ("language-content", "object_ref"),
        ("extension-definition", "created_by_ref"),
        ("email-message", "from_ref"),
        ("network-traffic", "src_ref"),
        ("network-traffic", "dst_ref"),
    }.ToFrozenSet();

    private static readonly FrozenSet<string> SpeakAboutOthers = ["note", "opinion", "language-content"];

    /// <summary>
    /// Whether losing <paramref name="property"/> means that an object of <paramref name="type"/> cannot be released.
    /// A list (<c>_refs</c>) may lose items, but must keep one. The ends of traffic and the sender of a message count
    /// too: without an end it had, traffic says what its creator did not say, and its id would still tell the end.
    /// </summary>
    public static bool IsRequired(string type, string property) => Required.Contains((type, property));

    /// <summary>
    /// Whether the text of a type is about the objects it refers to, so that it may repeat what was withheld of them.
    /// </summary>
    public static bool SpeaksAboutOthers(string type) => SpeakAboutOthers.Contains(type);

    /// <summary>
    /// Properties of which an object of <paramref name="type"/> must keep at least one; each inner list is one such
    /// rule. Empty for most types.
    /// </summary>
    public static ImmutableArray<ImmutableArray<string>> AlternativesOf(string type) => type switch
    {
        "network-traffic" => [["src_ref", "dst_ref"]],
        "malware-analysis" => [["result", "analysis_sco_refs"]],
        "observed-data" => [["objects", "object_refs"]],
        "windows-registry-key" => [["key", "values", "modified_time", "creator_user_ref", "number_of_subkeys"]],
        _ => [],
    };
}
