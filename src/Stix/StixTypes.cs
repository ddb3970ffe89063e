using System.Collections.Frozen;
using System.Text;
using Entente.Stix.Json;

namespace Entente.Stix;

/// <summary>The object types that STIX 2.1 defines, and the family of each.</summary>
public static class StixTypes
{
    private static readonly FrozenDictionary<string, ObjectKind> Kinds = Table();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<byte>> Names =
        Kinds.Keys.ToHashSet(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The names of all types that the standard defines.</summary>
    public static IEnumerable<string> All => Kinds.Keys;

    /// <summary>
    /// The family of a type; <see cref="ObjectKind.Custom"/> for every type the standard does not name.
    /// </summary>
    public static ObjectKind KindOf(string type) => Kinds.GetValueOrDefault(type, ObjectKind.Custom);

    /// <summary>The string for UTF-8 bytes, the shared one where the standard defines the type.</summary>
    internal static string Intern(ReadOnlySpan<byte> utf8) =>
        Names.TryGetValue(utf8, out var name) ? name : Encoding.UTF8.GetString(utf8);

    private static FrozenDictionary<string, ObjectKind> Table()
    {
        var kinds = new Dictionary<string, ObjectKind>(StringComparer.Ordinal);
        Put(ObjectKind.DomainObject, "attack-pattern campaign course-of-action grouping identity incident indicator " +
            "infrastructure intrusion-set location malware malware-analysis note observed-data opinion report " +
            "threat-actor tool vulnerability");
        Put(ObjectKind.RelationshipObject, "relationship sighting");
        Put(ObjectKind.CyberObservable, "artifact autonomous-system directory domain-name email-addr email-message " +
            "file ipv4-addr ipv6-addr mac-addr mutex network-traffic process software url user-account " +
            "windows-registry-key x509-certificate");
        Put(ObjectKind.MarkingDefinition, "marking-definition");
        Put(ObjectKind.ExtensionDefinition, "extension-definition");
        Put(ObjectKind.LanguageContent, "language-content");
        return kinds.ToFrozenDictionary(StringComparer.Ordinal);

        void Put(ObjectKind kind, string names)
        {
            foreach (var name in names.Split(' ')) kinds.Add(name, kind);
        }
    }
}
