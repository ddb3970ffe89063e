using System.Buffers;
using System.Text.Json;
using Entente.Stix.Json;

namespace Entente.Agreements.Redaction;

/// <summary>
/// The last look before a batch leaves: searches every string that would leave, decoded, for the ids of what is
/// withheld and for the texts that were removed. It finds what the rules forgot, such as a withheld name repeated in a
/// description; then the object that holds it stays.
/// </summary>
internal sealed class LeakGuard
{
    /// <summary>Shorter texts occur by chance everywhere, such as <c>true</c> or <c>en</c>.</summary>
    private const int TextCharsMin = 6;

    /// <summary>In other objects than the one that lost it, a text must be longer to be more than a word.</summary>
    private const int ForeignTextCharsMin = 12;

    private readonly SearchValues<string>? _everywhere;
    private readonly Dictionary<RedactionNode, List<string>> _own = [];
    private readonly List<string> _undecided;

    /// <summary>A guard over a batch as it has settled.</summary>
    /// <param name="nodes">The batch.</param>
    /// <param name="isSecret">Whether an id names something that the recipient must not learn of under that id.</param>
    public LeakGuard(IReadOnlyList<RedactionNode> nodes, Func<string, bool> isSecret)
    {
        _undecided = [.. nodes.Where(node => node.Outcome == RedactionOutcome.Deferred).Select(node => node.Object.Id)];
        var everywhere = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes)
        {
            if (isSecret(node.Object.Id)) everywhere.Add(node.Object.Id);
            var own = new List<string>(node.DroppedIds);
            if (node.Outcome == RedactionOutcome.Derivative) own.Add(node.Object.Id);
            everywhere.UnionWith(node.DroppedIds.Where(isSecret));
            foreach (var text in SecretTexts(node))
            {
                own.Add(text);
                if (text.Length >= ForeignTextCharsMin) everywhere.Add(text);
            }

            if (own.Count > 0) _own[node] = own;
        }

        if (everywhere.Count == 0) return;
        _everywhere = SearchValues.Create([.. everywhere], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What was found, in words that may be logged for our operator; null when nothing was.</summary>
    public string? Find(RedactionNode node)
    {
        var own = _own.GetValueOrDefault(node) ?? [];
        if (own.Count == 0 && _everywhere is null) return null;
        var reader = new Utf8JsonReader(node.Output.Span, new JsonReaderOptions { MaxDepth = 1000 });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) continue;
            var text = reader.GetString()!;
            if (_everywhere is not null && text.AsSpan().ContainsAny(_everywhere))
            {
                return "the id of something withheld, or a text that was removed";
            }

            foreach (var secret in own)
            {
                if (text.Contains(secret, StringComparison.OrdinalIgnoreCase)) return $"`{secret}`";
            }
        }

        return null;
    }

    /// <summary>The id, found in what would leave, of an object still to be decided; null when there is none.</summary>
    public string? FindUndecided(RedactionNode node)
    {
        if (_undecided.Count == 0) return null;
        var reader = new Utf8JsonReader(node.Output.Span, new JsonReaderOptions { MaxDepth = 1000 });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) continue;
            var text = reader.GetString()!;
            var found = _undecided.Find(id => text.Contains(id, StringComparison.OrdinalIgnoreCase));
            if (found is not null) return found;
        }

        return null;
    }

    /// <summary>The value that a JSON pointer names, or null.</summary>
    internal static JsonElement? Find(JsonElement element, string pointer)
    {
        foreach (var part in pointer[1..].Split('/'))
        {
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(part, out var index) && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object
                || !element.TryGetProperty(JsonPointer.Unescape(part), out element))
            {
                return null;
            }
        }

        return element;
    }

    private static List<string> SecretTexts(RedactionNode node)
    {
        var texts = new List<string>();
        if (node.Secrets.Count == 0) return texts;
        using var document = JsonDocument.Parse(node.Object.Bytes);
        foreach (var pointer in node.Secrets)
        {
            if (Find(document.RootElement, pointer) is not { } removed) continue;
            texts.AddRange(Texts(removed).Where(text => text.Length >= TextCharsMin));
        }

        return texts;
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };
}
