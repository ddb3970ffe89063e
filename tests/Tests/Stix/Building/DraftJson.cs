using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Entente.Stix;
using Entente.Stix.Building;
using Entente.Stix.Validation;
using Entente.Stix.Validation.Schema;

namespace Entente.Tests.Stix.Building;

/// <summary>What a draft should say in JSON, told by the tables and the members without the writer.</summary>
internal static class DraftJson
{
    public static JsonObject Of(StixDraft draft)
    {
        var json = Members(draft, Standard.Version21[draft.Type]);
        json["type"] = draft.Type;
        json["spec_version"] = "2.1";
        json["id"] = draft.Id;
        if (draft is VersionedDraft { Modified: null } versioned) json["modified"] = versioned.Created.ToString();
        var extensions = new JsonObject();
        foreach (var shape in DraftTypes.ExtensionsOf(draft.Type))
        {
            var part = draft.GetType().GetProperty(DraftTypes.ExtensionMember(shape.Name))!.GetValue(draft);
            if (part is not null) extensions[shape.Name] = Members(part, shape);
        }

        foreach (var extension in draft.Extensions)
        {
            var inner = Node(extension.Properties) as JsonObject ?? [];
            if (extension.ExtensionType is { } type) inner["extension_type"] = Word(type, "extension-type-enum");
            extensions[extension.DefinitionId] = inner;
        }

        if (extensions.Count > 0) json["extensions"] = extensions;
        foreach (var (name, value) in draft.Custom ?? []) json[name] = Node(value);
        return json;
    }

    private static JsonObject Members(object source, Shape shape)
    {
        var json = new JsonObject();
        foreach (var rule in shape.Properties.Values.Where(rule => rule.Name is not ("spec_version" or "extensions")))
        {
            var value = DraftTypes.MemberOf(source.GetType(), rule.Name)!.GetValue(source);
            if (value is null || (value is IList { Count: 0 } and not byte[])) continue;
            json[rule.Name] = Value(value, rule.Type);
        }

        return json;
    }

    private static JsonNode? Value(object value, DataType type) => (value, type.Kind) switch
    {
        (IEnumerable list, ValueKind.List) =>
            new JsonArray([.. list.Cast<object>().Select(item => Value(item, type.Item!))]),
        (_, ValueKind.Object) => Members(value, Standard.Version21[type.Name]),
        (_, ValueKind.Enumeration) => Word(value, type.Name),
        (ReadOnlyMemory<byte> bytes, _) => Convert.ToBase64String(bytes.ToArray()),
        _ => Node(value),
    };

    private static JsonNode? Node(object? value) => value switch
    {
        StixValue custom => Node(custom.Content),
        string text => text,
        bool flag => flag,
        long number => number,
        double number => number,
        StixTimestamp time => time.ToString(),
        ReadOnlyMemory<byte> json => JsonNode.Parse(json.Span),
        StixValue[] items => new JsonArray([.. items.Select(item => Node(item))]),
        OrderedDictionary<string, string> map => Map(map),
        OrderedDictionary<string, StixValue> map => Map(map),
        OrderedDictionary<string, OrderedDictionary<string, StixValue>> map => Map(map),
        _ => null,
    };

    private static JsonObject Map<T>(OrderedDictionary<string, T> map) =>
        new(map.Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value))));

    private static string Word(object value, string vocabulary) => Vocabularies.ValuesOf(vocabulary).Single(word =>
        string.Concat(word.Where(char.IsAsciiLetterOrDigit)).Equals(
            Convert.ToString(value, CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase));
}
