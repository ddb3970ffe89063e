using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Entente.Lab.Samples;

/// <summary>
/// Makes the ids of the sample objects. They never change between runs: an id is derived from a key that the generator
/// gives, never drawn.
/// </summary>
internal static class SampleIds
{
    /// <summary>The namespace of deterministic observable ids (STIX 2.1 §2.9).</summary>
    private static readonly Guid ObservableNamespace = Guid.Parse("00abedb4-aa42-466c-9c01-fed23315a9b7");

    /// <summary>The properties that make up an observable's id, per type (STIX 2.1 §6).</summary>
    private static readonly Dictionary<string, string[]> Contributing = new(StringComparer.Ordinal)
    {
        ["autonomous-system"] = ["number"],
        ["directory"] = ["path"],
        ["domain-name"] = ["value"],
        ["email-addr"] = ["value"],
        ["email-message"] = ["from_ref", "subject", "body"],
        ["file"] = ["hashes", "name", "parent_directory_ref", "extensions"],
        ["ipv4-addr"] = ["value"],
        ["ipv6-addr"] = ["value"],
        ["mac-addr"] = ["value"],
        ["mutex"] = ["name"],
        ["network-traffic"] =
            ["start", "end", "src_ref", "dst_ref", "src_port", "dst_port", "protocols", "extensions"],
        ["software"] = ["name", "cpe", "swid", "vendor", "version"],
        ["url"] = ["value"],
        ["user-account"] = ["account_type", "user_id", "account_login"],
        ["windows-registry-key"] = ["key", "values"],
        ["x509-certificate"] = ["hashes", "serial_number"],
    };

    /// <summary>Of several hashes only the first of this list contributes to an id (STIX 2.1 §2.9).</summary>
    private static readonly string[] HashPreference = ["MD5", "SHA-1", "SHA-256", "SHA-512"];

    /// <summary>An id in the form of a version 4 UUID, fixed by <paramref name="key"/>.</summary>
    public static string Fixed(string type, string key)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"entente-samples/{type}/{key}"));
        return $"{type}--{Shape(digest, version: 4)}";
    }

    /// <summary>The deterministic id of an observable: UUIDv5 of its id-contributing properties.</summary>
    public static string Observable(string type, JsonObject properties)
    {
        var parts = new JsonObject();
        foreach (var name in Contributing[type])
        {
            if (properties[name] is { } value) parts[name] = name == "hashes" ? OneHash(value) : value.DeepClone();
        }

        var input = ObservableNamespace.ToByteArray(bigEndian: true).Concat(SampleJson.Canonical(parts)).ToArray();
        return $"{type}--{Shape(NameDigest(input), version: 5)}";
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security", "CA5350", Justification = "UUID version 5 is defined over SHA-1 (RFC 9562 §5.5)")]
    private static byte[] NameDigest(byte[] input) => SHA1.HashData(input);

    private static JsonObject OneHash(JsonNode hashes)
    {
        var name = HashPreference.First(candidate => hashes[candidate] is not null);
        return new JsonObject { [name] = hashes[name]!.DeepClone() };
    }

    private static Guid Shape(byte[] digest, int version)
    {
        digest[6] = (byte)((digest[6] & 0x0F) | (version << 4));
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest.AsSpan(0, 16), bigEndian: true);
    }
}
