using System.Collections.Frozen;

namespace Entente.Stix;

/// <summary>The properties without which an object of a type is no object of that type (STIX 2.1 §4 to §7).</summary>
public static class RequiredProperties
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> ByType = new Dictionary<string, string>
    {
        ["attack-pattern"] = "name",
        ["campaign"] = "name",
        ["course-of-action"] = "name",
        ["grouping"] = "context object_refs",
        ["identity"] = "name",
        ["incident"] = "name",
        ["indicator"] = "pattern pattern_type valid_from",
        ["infrastructure"] = "name",
        ["intrusion-set"] = "name",
        ["location"] = "",
        ["malware"] = "is_family",
        ["malware-analysis"] = "product",
        ["note"] = "content object_refs",
        ["observed-data"] = "first_observed last_observed number_observed",
        ["opinion"] = "opinion object_refs",
        ["report"] = "name published object_refs",
        ["threat-actor"] = "name",
        ["tool"] = "name",
        ["vulnerability"] = "name",
        ["relationship"] = "relationship_type source_ref target_ref",
        ["sighting"] = "sighting_of_ref",
        ["marking-definition"] = "definition_type definition",
        ["extension-definition"] = "name schema version extension_types",
        ["language-content"] = "object_ref contents",
        ["autonomous-system"] = "number",
        ["directory"] = "path",
        ["domain-name"] = "value",
        ["email-addr"] = "value",
        ["email-message"] = "is_multipart",
        ["ipv4-addr"] = "value",
        ["ipv6-addr"] = "value",
        ["mac-addr"] = "value",
        ["mutex"] = "name",
        ["network-traffic"] = "protocols",
        ["software"] = "name",
        ["url"] = "value",
    }.ToFrozenDictionary(row => row.Key, row => row.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet());

    private static readonly FrozenSet<string> Always = ["type", "id", "spec_version", "created", "modified"];

    /// <summary>Whether an object of this type needs the property. For unknown types only the common ones count.</summary>
    public static bool IsRequired(string type, string property) =>
        Always.Contains(property) || (ByType.TryGetValue(type, out var required) && required.Contains(property));
}
