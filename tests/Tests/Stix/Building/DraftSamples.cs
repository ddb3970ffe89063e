using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Entente.Stix;
using Entente.Stix.Building;
using Entente.Stix.Validation;
using Entente.Stix.Validation.Schema;

namespace Entente.Tests.Stix.Building;

/// <summary>Values that the tables allow, by their data type.</summary>
internal sealed class DraftSamples(Choices choices, DraftFiller filler)
{
    private const long SafeIntegerMax = (1L << 53) - 1;

    private static readonly string[] Texts =
    [
        "plain", "two words", "quote \" and \\ backslash", "tab\tand\nline", "\u0001\u007f", "giặc mạng", "\U0001F6E1",
        "</script>", "", "line\u2028separator",
    ];

    private static readonly Dictionary<string, string[]> Formats = new()
    {
        ["ipv4"] = ["198.51.100.3", "198.51.100.0/24"],
        ["ipv6"] = ["2001:db8::1", "2001:db8::/32"],
        ["mac-address"] = ["d2:fb:49:24:37:18"],
        ["email-address"] = ["john@example.com"],
        ["url"] = ["https://example.com/a?b=c#d"],
        ["cpe"] = ["cpe:2.3:a:acme:word:2000:*:*:*:*:*:*:*"],
        ["language"] = ["en", "vi", "de-CH"],
        ["character-set"] = ["UTF-8", "ISO-8859-1"],
        ["relationship-type"] = [RelationshipTypes.Uses, RelationshipTypes.RelatedTo],
        ["property-name"] = ["x_acme_score", "rank"],
        ["semantic-version"] = ["1.2.1"],
        ["kill-chain-word"] = ["reconnaissance"],
        ["country"] = ["VN"],
        ["mime-type"] = ["application/pdf"],
        ["marking-type"] = ["statement"],
        ["process-priority"] = ["HIGH_PRIORITY_CLASS"],
        ["pdf-information"] = ["Title", "Author"],
        ["socket-option"] = ["SO_KEEPALIVE", "TCP_NODELAY"],
    };

    /// <summary>A value for a property, of the type that its member has.</summary>
    public object Of(string property, DataType type) => type.Kind switch
    {
        ValueKind.Boolean => filler.IsPlain ? !filler.IsSecond : choices.Flag(),
        ValueKind.Integer => Integer(type),
        ValueKind.Float => double.IsInfinity(type.Min) ? 0.25 * choices.Next(99) : type.Min + choices.Next(90) + 0.5,
        ValueKind.Timestamp => Time(),
        ValueKind.Identifier => Id(type),
        ValueKind.Binary => new ReadOnlyMemory<byte>(BitConverter.GetBytes(choices.Word())),
        ValueKind.Hex => choices.Word().ToString("x16", CultureInfo.InvariantCulture),
        ValueKind.Hashes => Hashes(),
        ValueKind.List => List(property, type),
        ValueKind.Dictionary => Dictionary(type.Item!),
        ValueKind.Object => filler.Fill(type.Name),
        ValueKind.OpenVocabulary => choices.Of([.. Vocabularies.ValuesOf(type.Name).Order(StringComparer.Ordinal)]),
        ValueKind.Enumeration => choices.Of([.. Enum.GetValues(DraftTypes.ClrOf(type)).Cast<object>()]),
        ValueKind.Format => choices.Of(Formats[type.Name]),
        ValueKind.Extensions => Extensions(),
        _ when property == "pattern" => choices.Of(
            ["[url:value = 'a']", "[file:size > 5] FOLLOWEDBY [mutex:name = 'b']"]),
        _ when property == "pattern_version" => "2.1",
        _ => Text(property),
    };

    public StixTimestamp Time() => StixTimestamp.FromInstant(
        new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(choices.Next(int.MaxValue) * 1000L));

    public Guid Uuid() =>
        StixId.Shape([.. BitConverter.GetBytes(choices.Word()), .. BitConverter.GetBytes(choices.Word())], version: 4);

    public OrderedDictionary<string, StixValue> Values(params string[] names)
    {
        var values = new OrderedDictionary<string, StixValue>();
        foreach (var name in names) values[name] = Any(name, 2);
        return values;
    }

    private string Text(string property) => filler.IsPlain
        ? $"{property} {choices.Next(10)}"
        : choices.Of(Texts) + choices.Word().ToString("x", CultureInfo.InvariantCulture);

    private long Integer(DataType type)
    {
        var (min, max) = (Math.Max(type.Min, -SafeIntegerMax), Math.Min(type.Max, SafeIntegerMax));
        return choices.Next(8) switch
        {
            0 => (long)min,
            1 => (long)max,
            _ => Math.Clamp(choices.Next(1000), (long)min, (long)max),
        };
    }

    private string Id(DataType type)
    {
        var target = type.Targets.IsEmpty ? choices.Of(["sdo", "sco"]) : choices.Of(type.Targets);
        var name = target switch
        {
            "sdo" => choices.Of(["malware", "campaign"]),
            "sco" => choices.Of(["url", "file"]),
            "sro" => choices.Of(["relationship", "sighting"]),
            "custom" => "x-acme-thing",
            _ => target,
        };
        return StixId.Format(name, Uuid());
    }

    private OrderedDictionary<string, string> Hashes()
    {
        var digits = string.Concat(Enumerable.Range(0, 8).Select(_ => choices.Word().ToString("x16", null)));
        var hashes = new OrderedDictionary<string, string>();
        if (choices.Flag()) hashes[HashAlgorithms.Sha512] = digits;
        if (choices.Flag()) hashes["x_acme_hash"] = digits[..6];
        hashes[HashAlgorithms.Sha256] = digits[..64];
        if (choices.Flag()) hashes[HashAlgorithms.Md5] = digits[..32];
        return hashes;
    }

    private object List(string property, DataType type)
    {
        var items = Enumerable.Range(0, 1 + choices.Next(2)).Select(_ => Of(property, type.Item!)).ToArray();
        var method = typeof(DraftSamples).GetMethod(nameof(Typed), System.Reflection.BindingFlags.NonPublic |
            System.Reflection.BindingFlags.Static)!;
        return method.MakeGenericMethod(DraftTypes.ClrOf(type.Item!)).Invoke(null, [items])!;
    }

    private static ImmutableArray<T> Typed<T>(IEnumerable items) => [.. items.Cast<T>()];

    private object Dictionary(DataType item)
    {
        switch (item.Kind)
        {
            case ValueKind.String:
                return new OrderedDictionary<string, string> { ["PATH"] = Text("value"), ["HOME"] = Text("value") };
            case ValueKind.Dictionary:
                var contents = new OrderedDictionary<string, OrderedDictionary<string, StixValue>>();
                foreach (var language in Formats["language"]) contents[language] = new() { ["name"] = Text("name") };
                return contents;
            case ValueKind.Observable:
                OrderedDictionary<string, StixValue> inner =
                    new() { ["type"] = "url", ["value"] = "https://example.com/" };
                return new OrderedDictionary<string, StixValue> { ["0"] = inner };
            case ValueKind.Format:
                return Values(Formats[item.Name]);
            default:
                return Values("first", "Second-2");
        }
    }

    private StixValue Any(string name, int depth) => choices.Next(depth == 0 ? 6 : 8) switch
    {
        0 => choices.Flag(),
        1 => (long)choices.Next(100) - 50,
        2 => choices.Next(100) / 8.0,
        3 => Time(),
        4 => StixValue.TryParse(Encoding.UTF8.GetBytes("{ \"a\" : [1.50, null] }"), out var parsed) ? parsed : default,
        5 => Text(name),
        6 => StixValue.List(Any(name, depth - 1), Any(name, depth - 1)),
        _ => new OrderedDictionary<string, StixValue> { ["a"] = Any(name, depth - 1), ["b"] = Any(name, depth - 1) },
    };

    private ImmutableArray<ObjectExtension> Extensions() =>
    [
        new ObjectExtension
        {
            DefinitionId = StixId.Format("extension-definition", Uuid()),
            ExtensionType = ExtensionType.PropertyExtension,
            Properties = Values("rank", "toxicity"),
        },
        new ObjectExtension
        {
            DefinitionId = StixId.Format("extension-definition", Uuid()),
            ExtensionType = ExtensionType.ToplevelPropertyExtension,
        },
    ];
}
