using System.Collections.Frozen;

namespace Entente.Stix;

/// <summary>Which properties an object cannot be without (the tables of STIX 2.1 §3.2 and §4 to §7).</summary>
public static class RequiredProperties
{
    private static readonly FrozenSet<string> OfDomainObjects = Names("type spec_version id created modified");
    private static readonly FrozenSet<string> OfObservables = Names("type id");
    private static readonly FrozenSet<string> OfMarkings = Names("type spec_version id created");

    private static readonly FrozenDictionary<string, FrozenSet<string>> OfTypes = new Dictionary<string, string>
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
        ["language-content"] = "object_ref contents",
        ["extension-definition"] = "created_by_ref name schema version extension_types",
    }.ToFrozenDictionary(pair => pair.Key, pair => Names(pair.Value), StringComparer.Ordinal);

    /// <summary>
    /// Whether an object of <paramref name="type"/> must have the top-level <paramref name="property"/>. Of an unknown
    /// type only the common properties are required.
    /// </summary>
    public static bool IsRequired(string type, string property)
    {
        var common = StixTypes.KindOf(type) switch
        {
            ObjectKind.CyberObservable => OfObservables,
            ObjectKind.MarkingDefinition => OfMarkings,
            _ => OfDomainObjects,
        };
        return common.Contains(property) || (OfTypes.TryGetValue(type, out var own) && own.Contains(property));
    }

    private static FrozenSet<string> Names(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
