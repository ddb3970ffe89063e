using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Entente.Lab.Samples;

/// <summary>
/// Writes the JSON of the samples: readable, UTF-8 unescaped, line feeds only, the same bytes in every run.
/// </summary>
internal static class SampleJson
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
    };

    public static JsonArray List(params IEnumerable<string> items) =>
        new([.. items.Select(item => (JsonNode)item)]);

    public static string Line(JsonNode node) => node.ToJsonString(Compact);

    public static byte[] Pretty(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(Indented) + "\n");

    /// <summary>
    /// A bundle with one object a line, so that a difference between two runs reads as a difference of objects.
    /// </summary>
    public static byte[] Bundle(string id, IEnumerable<JsonObject> objects)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"bundle\",\"id\":\"{id}\",\"objects\":[\n");
        text.AppendJoin(",\n", objects.Select(Line));
        text.Append("\n]}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>
    /// Keys sorted, no white space: enough of RFC 8785 for the strings and small integers of the samples.
    /// </summary>
    public static byte[] Canonical(JsonNode node) => Encoding.UTF8.GetBytes(Line(Sorted(node)));

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static string Sha256(string text) => Sha256(Encoding.UTF8.GetBytes(text));

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Sorted(item))]),
        _ => node.DeepClone(),
    };
}
