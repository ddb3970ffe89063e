using System.Text;
using System.Text.Json;

namespace Entente.Agreements.Redaction;

/// <summary>
/// The last look before a derivative leaves: searches its bytes for what was removed. It finds what the rules forgot,
/// such as a withheld name repeated in a description; then nothing leaves.
/// </summary>
internal static class LeakGuard
{
    /// <summary>Shorter texts occur by chance everywhere, such as <c>true</c> or <c>en</c>.</summary>
    private const int TextCharsMin = 6;

    /// <summary>What was found, in words that may be logged for our operator; null when nothing was.</summary>
    public static string? Find(RedactionNode node, byte[] derivative)
    {
        var text = Encoding.UTF8.GetString(derivative);
        if (text.Contains(node.Object.Id, StringComparison.Ordinal)) return "the original's id";
        foreach (var id in node.DroppedIds)
        {
            if (text.Contains(id, StringComparison.Ordinal)) return $"the id `{id}`";
        }

        if (!node.LostContent) return null;
        using var document = JsonDocument.Parse(node.Object.Bytes);
        using var remaining = JsonDocument.Parse(derivative);
        var kept = Texts(remaining.RootElement).ToList();
        foreach (var pointer in node.Removed)
        {
            if (Find(document.RootElement, pointer) is not { } removed) continue;
            foreach (var secret in Texts(removed).Where(secret => secret.Length >= TextCharsMin))
            {
                if (kept.Any(value => value.Contains(secret, StringComparison.Ordinal))) return $"what was removed at `{pointer}`";
            }
        }

        return null;
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };

    private static JsonElement? Find(JsonElement element, string pointer)
    {
        foreach (var part in pointer[1..].Split('/'))
        {
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(part, out var index) && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
            {
                return null;
            }
        }

        return element;
    }
}
