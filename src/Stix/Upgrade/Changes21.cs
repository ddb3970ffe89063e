using System.Collections.Frozen;
using Entente.Stix.Validation;

namespace Entente.Stix.Upgrade;

/// <summary>What STIX 2.1 names otherwise than STIX 2.0, and what it has no place for any more.</summary>
internal static class Changes21
{
    /// <summary>What starts the name of a property that keeps content without a place.</summary>
    public const string KeptPrefix = "x_stix20_";

    private const string RenameText = """
        directory             created                ctime                    §6.3
        directory             modified               mtime                    §6.3
        directory             accessed               atime                    §6.3
        file                  created                ctime                    §6.7
        file                  modified               mtime                    §6.7
        file                  accessed               atime                    §6.7
        process               created                created_time             §6.13
        process               binary_ref             image_ref                §6.13
        user-account          password_last_changed  credential_last_changed  §6.16
        windows-registry-key  modified               modified_time            §6.17
        """;

    private const string HomelessText = """
        file                  is_encrypted           §6.7
        file                  encryption_algorithm   §6.7
        file                  decryption_key         §6.7
        process               arguments              §6.13
        """;

    private const string HomelessInExtensionsText = """
        file             archive-ext       version                      x_stix20_archive_version              §6.7.2
        file             raster-image-ext  image_compression_algorithm  x_stix20_image_compression_algorithm  §6.7.5
        network-traffic  socket-ext        protocol_family              x_stix20_socket_protocol_family       §6.12.4
        """;

    /// <summary>Where references lead, as far as that decides how a property behind them is named.</summary>
    private const string TargetText = """
        parent_directory_ref directory   contains_refs file   service_dll_refs file   body_raw_ref file
        binary_ref file   parent_ref process   child_refs process   creator_user_ref user-account
        belongs_to_ref user-account   content_ref artifact   opened_connection_refs network-traffic
        encapsulates_refs network-traffic   encapsulated_by_ref network-traffic
        """;

    private static readonly FrozenDictionary<(string Type, string Name), (string To, string Section)> Renames =
        Rows(RenameText).ToFrozenDictionary(row => (row[0], row[1]), row => (row[2], $"STIX 2.1 {row[3]}"));

    private static readonly FrozenDictionary<string, string> Targets = Rows(TargetText)
        .SelectMany(words => words.Chunk(2)).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Properties that 2.1 took away: type, name, section.</summary>
    public static IEnumerable<(string Type, string Name, string Section)> Homeless { get; } =
        [.. Rows(HomelessText).Select(row => (row[0], row[1], $"STIX 2.1 {row[2]}"))];

    /// <summary>
    /// Properties that 2.1 took from extensions. What keeps them stands on the object itself: extensions go into the
    /// id, and the id shall be the one that everybody computes.
    /// </summary>
    public static IEnumerable<(string Type, string Extension, string Name, string To, string Section)> InExtensions
    {
        get;
    } = [.. Rows(HomelessInExtensionsText).Select(row => (row[0], row[1], row[2], row[3], $"STIX 2.1 {row[4]}"))];

    /// <summary>The renamed properties of a type.</summary>
    public static IEnumerable<(string From, string To, string Section)> RenamesOf(string type) =>
        Renames.Where(row => row.Key.Type == type).OrderBy(row => row.Key.Name, StringComparer.Ordinal)
            .Select(row => (row.Key.Name, row.Value.To, row.Value.Section));

    /// <summary>What a property is named in 2.1, a custom name included; null if it is named the same.</summary>
    public static string? NameOf(string type, string name) =>
        Renames.TryGetValue((type, name), out var rename) ? rename.To
        : Homeless.Any(row => row.Type == type && row.Name == name) ? KeptPrefix + name
        : null;

    /// <summary>The type that a reference property leads to, as far as it matters; null for the rest.</summary>
    public static string? TargetOf(string reference) => Targets.GetValueOrDefault(reference);

    /// <summary>Whether STIX 2.0 defines a property for a type; for a custom type, the common ones.</summary>
    public static bool IsStandard20(string type, string property, bool isObservable)
    {
        // The table of 2.0 lets these two pass, because readers do; the standard has them not.
        if (!isObservable && property is "extensions" or "spec_version") return false;
        var standard = Standard.Version20;
        var shape = isObservable && StixTypes.KindOf(type) == ObjectKind.CyberObservable ? standard[type]
            : isObservable ? standard["local-observable"]
            : standard.Find(type) ?? standard["common-domain"];
        return shape.Properties.ContainsKey(property) && !IsNewIn21(type, property);
    }

    // What did not change has one table for both versions, and a few of those have a property that 2.1 added.
    private static bool IsNewIn21(string type, string property) => (type, property) is
        ("attack-pattern", "aliases") or ("relationship", "start_time" or "stop_time") or
        ("sighting", "description") or ("software", "swid");

    private static IEnumerable<string[]> Rows(string text) => text
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
