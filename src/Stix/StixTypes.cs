using System.Collections.Frozen;

namespace Entente.Stix;

/// <summary>The types of STIX 2.1 and the kinds they are.</summary>
public static class StixTypes
{
    private static readonly FrozenDictionary<string, ObjectKind> Kinds = Table(
        (ObjectKind.DomainObject, """
            attack-pattern campaign course-of-action grouping identity incident indicator infrastructure intrusion-set
            location malware malware-analysis note observed-data opinion report threat-actor tool vulnerability
            """),
        (ObjectKind.RelationshipObject, "relationship sighting"),
        (ObjectKind.CyberObservable, """
            artifact autonomous-system directory domain-name email-addr email-message file ipv4-addr ipv6-addr mac-addr
            mutex network-traffic process software url user-account windows-registry-key x509-certificate
            """),
        (ObjectKind.MarkingDefinition, "marking-definition"),
        (ObjectKind.ExtensionDefinition, "extension-definition"),
        (ObjectKind.LanguageContent, "language-content"));

    /// <summary>The kind of a type; <see cref="ObjectKind.Custom"/> for a type that the standard does not define.</summary>
    public static ObjectKind KindOf(string type) => Kinds.GetValueOrDefault(type, ObjectKind.Custom);

    private static FrozenDictionary<string, ObjectKind> Table(params (ObjectKind Kind, string Names)[] rows) => rows
        .SelectMany(row => row.Names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(name => (name, row.Kind)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Kind);
}
