using System.Text;
using Entente.Lab.Samples;

namespace Entente.Lab.Fuzz;

/// <summary>What is fuzzed: something that takes any bytes, and the laws that it keeps on all of them.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Check">Runs it on an input; throws if a law is broken.</param>
/// <param name="Seeds">Inputs to start from.</param>
/// <param name="Words">What its inputs are made of; put in by the mutator.</param>
internal sealed record FuzzTarget(
    string Name, Action<byte[]> Check, IReadOnlyList<byte[]> Seeds, IReadOnlyList<byte[]> Words)
{
    private const int SeedBytesMax = 2048;

    private static readonly string[] JsonWords =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud800", "\\udc00", "\\n", "null", "true", "1e400", "-0",
        "1.0", "9007199254740993", "0.1", "1E+2", "\"type\":", "\"id\":", "\"spec_version\":\"2.1\"", "\"objects\":[",
        "\"extensions\":{", "\"created\":", "\"2020-01-01T00:00:00.000Z\"", "\"granular_markings\":[",
        "\"selectors\":[", "\"labels.[0]\"", "\"lang\":\"vi\"", "\"hashes\":{", "\"MD5\":", "_ref", "_refs", "\"more\":true", "\"next\":",
        "bundle", "indicator", "observed-data", "\uFEFF", "é", "\U0001F600",
    ];

    private static readonly string[] PatternWords =
    [
        "[", "]", "(", ")", "'", "\\'", "\\\\", " AND ", " OR ", " FOLLOWEDBY ", " NOT ", " IN (", " LIKE ",
        " MATCHES ", " ISSUBSET ", " ISSUPERSET ", " EXISTS ", " WITHIN 5 SECONDS", " REPEATS 2 TIMES", " START t'", "' STOP t'",
        "2020-01-01T00:00:00Z", "a:x", ":", ".", "[*]", "[0]", "h'", "b'", "true", "-1", "1.5", ",", "%", "_",
        "^.*$", "(?", "198.51.100.0/24", "::/0", "file:hashes.'SHA-256'", "<", ">=", "!=", "=",
    ];

    private static readonly string[] Patterns =
    [
        "[a:x = 1]", "[a:x = 1] AND [b:x != 2]", "([a:x > 0 AND a:y <= 3] FOLLOWEDBY [b:y IN (1, 2)]) WITHIN 5 SECONDS",
        "[a:x = 1] REPEATS 2 TIMES", "[a:x = 1] START t'2020-01-01T00:00:00Z' STOP t'2020-01-01T00:00:05Z'",
        "[file:name MATCHES '^a+$' OR file:name LIKE 'a_%']", "[ipv4-addr:value ISSUBSET '198.51.100.0/24']",
        "[file:content_hex = h'00ff' OR file:content_bin = b'AP8=']", "[EXISTS a:x_ref.value[*].'y z']",
        "[a:x = 'it\\'s' AND NOT a:x = t'2020-01-01T00:00:00.5Z']",
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("object", ObjectLaws.Check, [.. Objects(), .. Bundles()], Bytes(JsonWords)),
        new("pattern", PatternLaws.Check, Bytes(Patterns), Bytes(PatternWords)),
        new("canonical", CanonicalLaws.Check,
            [.. Objects(), .. Bytes("[1e21,0.1,-0,1E400]", "{\"b\":1,\"a\":\"\\u00e9\"}")], Bytes(JsonWords)),
        new("splitter", SplitterLaws.Check, [.. Bundles(), .. Objects(), .. Bytes("{\"objects\":[],\"more\":false}")],
            Bytes(JsonWords)),
    ];

    /// <summary>The sample objects that are short enough to be changed with effect, one of each type.</summary>
    private static IEnumerable<byte[]> Objects()
    {
        var path = Path.Combine(SamplesVerb.CheckoutRoot(), "samples", "intelligence", "campaign.json");
        using var bundle = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. bundle.RootElement.GetProperty("objects").EnumerateArray()
            .GroupBy(item => item.GetProperty("type").GetString())
            .Select(items => Encoding.UTF8.GetBytes(items.MinBy(item => item.GetRawText().Length).GetRawText()))
            .Where(item => item.Length <= SeedBytesMax)];
    }

    private static IEnumerable<byte[]> Bundles() => Objects().Chunk(3).Select(items => Encoding.UTF8.GetBytes(
        "{\"type\":\"bundle\",\"id\":\"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d\",\"objects\":[" +
        $"{string.Join(",", items.Select(Encoding.UTF8.GetString))}]}}"));

    private static byte[][] Bytes(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
