using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using Entente.Stix.Json;

namespace Entente.Stix;

/// <summary>
/// The deterministic ids of cyber-observables: UUIDv5 over the canonical JSON of the properties that identify the
/// object (STIX 2.1 §2.9). Whoever knows the content knows the id, and the reverse by enumeration.
/// </summary>
public static class ObservableIds
{
    private static readonly FrozenDictionary<string, string[]> Contributing = new Dictionary<string, string>
    {
        ["artifact"] = "hashes payload_bin",
        ["autonomous-system"] = "number",
        ["directory"] = "path",
        ["domain-name"] = "value",
        ["email-addr"] = "value",
        ["email-message"] = "from_ref subject body",
        ["file"] = "hashes name parent_directory_ref extensions",
        ["ipv4-addr"] = "value",
        ["ipv6-addr"] = "value",
        ["mac-addr"] = "value",
        ["mutex"] = "name",
        ["network-traffic"] = "start end src_ref dst_ref src_port dst_port protocols extensions",
        ["process"] = "",
        ["software"] = "name cpe swid vendor version",
        ["url"] = "value",
        ["user-account"] = "account_type user_id account_login",
        ["windows-registry-key"] = "key values",
        ["x509-certificate"] = "hashes serial_number",
    }.ToFrozenDictionary(
        pair => pair.Key,
        pair => pair.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    // Of several hashes the first of these counts, whatever else is there.
    private static readonly string[] HashOrder = ["MD5", "SHA-1", "SHA-256", "SHA-512"];

    /// <summary>
    /// Whether the content of <paramref name="property"/> goes into the id of a <paramref name="type"/>.
    /// </summary>
    public static bool IsContributing(string type, string property) =>
        Contributing.TryGetValue(type, out var names) && names.Contains(property, StringComparer.Ordinal);

    /// <summary>
    /// Computes the id that the standard recommends for an object; false if the type has none (a process, a custom
    /// type), no contributing property is present, or the text has no canonical form.
    /// </summary>
    /// <param name="utf8">The object; its own <c>id</c> is not looked at and may be missing.</param>
    /// <param name="id">The id.</param>
    public static bool TryCompute(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out string? id)
    {
        id = null;
        var canonical = new ArrayBufferWriter<byte>(Math.Max(utf8.Length, 64));
        if (!CanonicalJson.TryWrite(utf8.Span, canonical, out _)) return false;
        using var document = JsonDocument.Parse(canonical.WrittenMemory, new JsonDocumentOptions { MaxDepth = 1000 });
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("type"u8, out var typeValue)) return false;
        if (typeValue.ValueKind != JsonValueKind.String || typeValue.GetString() is not { } type) return false;
        if (!Contributing.TryGetValue(type, out var names)) return false;

        // The document is canonical already, so its members come in order and their text can be copied.
        var name = new ByteBuffer(256);
        foreach (var member in root.EnumerateObject())
        {
            if (!names.Contains(member.Name, StringComparer.Ordinal)) continue;
            name.Append(name.Length == 0 ? (byte)'{' : (byte)',');
            name.Append(Quoted(JsonMarshal.GetRawUtf8PropertyName(member)));
            name.Append((byte)':');
            AppendValue(name, member);
        }

        if (name.Length == 0) return false;
        name.Append((byte)'}');
        id = StixId.Format(type, StixId.NameBased(StixId.ObservableNamespace, name.Written));
        return true;
    }

    private static void AppendValue(ByteBuffer name, JsonProperty member)
    {
        if (member.Name != "hashes" || member.Value.ValueKind != JsonValueKind.Object ||
            !member.Value.EnumerateObject().Any())
        {
            name.Append(JsonMarshal.GetRawUtf8Value(member.Value));
            return;
        }

        var hashes = member.Value.EnumerateObject().ToList();
        var chosen = HashOrder.SelectMany(order => hashes.Where(hash => hash.NameEquals(order))).Concat(hashes).First();
        name.Append((byte)'{');
        name.Append(Quoted(JsonMarshal.GetRawUtf8PropertyName(chosen)));
        name.Append((byte)':');
        name.Append(JsonMarshal.GetRawUtf8Value(chosen.Value));
        name.Append((byte)'}');
    }

    private static byte[] Quoted(ReadOnlySpan<byte> raw) => [(byte)'"', .. raw, (byte)'"'];
}
