using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Entente.Stix.Upgrade;

/// <summary>JSON trees on their way to 2.1: read, found, written. Numbers keep their spelling.</summary>
internal static class UpgradeJson
{
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1000,
    };

    /// <summary>Reads an object that <see cref="StixReader"/> has accepted.</summary>
    public static JsonObject Parse(ReadOnlyMemory<byte> utf8) =>
        JsonNode.Parse(utf8.Span, null, new JsonDocumentOptions { MaxDepth = 1000 })!.AsObject();

    public static byte[] Write(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            if (node is null) writer.WriteNullValue();
            else node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static string Text(JsonNode? node) => Encoding.UTF8.GetString(Write(node));

    /// <summary>The canonical form, and where there is none the form as written, which is as good to compare.</summary>
    public static byte[] Canonical(JsonNode? node)
    {
        var written = Write(node);
        var canonical = new ArrayBufferWriter<byte>(written.Length);
        return CanonicalJson.TryWrite(written, canonical, out _) ? canonical.WrittenSpan.ToArray() : written;
    }

    /// <summary>The object at the end of some names; null if there is none.</summary>
    public static JsonObject? Inner(JsonObject body, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (body[name] is not JsonObject inner) return null;
            body = inner;
        }

        return body;
    }

    public static string? AsText(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The strings of a list; null if it is no list of strings.</summary>
    public static List<string>? AsTexts(JsonNode? node)
    {
        if (node is not JsonArray list) return null;
        var texts = list.Select(AsText).OfType<string>().ToList();
        return texts.Count == list.Count ? texts : null;
    }

    public static JsonArray ListOf(IEnumerable<string> texts) =>
        new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    /// <summary>Puts a member behind another one, or at the end if that is not there.</summary>
    public static void PutAfter(JsonObject body, string? behind, string name, JsonNode? value)
    {
        body.Remove(name);
        var at = behind is null ? -1 : body.IndexOf(behind);
        if (at < 0) body.Add(name, value);
        else body.Insert(at + 1, name, value);
    }

    /// <summary>Gives a member another name in its place.</summary>
    public static void Rename(JsonObject body, string from, string to)
    {
        var at = body.IndexOf(from);
        var value = body[from];
        body.RemoveAt(at);
        body.Insert(at, to, value);
    }

    /// <summary>How many steps of a selector's path find something.</summary>
    public static int Reach(JsonNode? node, IReadOnlyList<string> path)
    {
        for (var at = 0; at < path.Count; at++)
        {
            var step = path[at];
            if (node is JsonObject body && body.ContainsKey(step)) node = body[step];
            else if (node is JsonArray list && step[0] == '[' && int.Parse(
                step.AsSpan(1, step.Length - 2), System.Globalization.CultureInfo.InvariantCulture) is var index &&
                index < list.Count)
            {
                node = list[index];
            }
            else return at;
        }

        return path.Count;
    }
}
