using System.Security.Cryptography;
using System.Text;

namespace Entente.IntegrationTests.Taxii;

/// <summary>Objects of several types and versions, all of which the sample arrangement lets pass.</summary>
internal static class Sample
{
    public const string One = "2026-05-01T00:00:00.000Z";
    public const string Two = "2026-05-02T00:00:00.000Z";
    public const string Three = "2026-05-03T12:30:00.500Z";

    public static IReadOnlyList<string> Versions { get; } = [One, Two, Three];

    public static string Indicator(string name, int serial, string modified) => Common("indicator", name, serial, modified)
        + $$""","pattern":"[domain-name:value = 'n{{serial}}.{{name}}.example']","pattern_type":"stix","valid_from":"2026-05-01T00:00:00Z"}""";

    public static string Malware(string name, int serial, string modified = One) =>
        Common("malware", name, serial, modified) + ""","is_family":false}""";

    public static string Address(string id) =>
        $$"""{"type":"ipv4-addr","spec_version":"2.1","id":"{{id}}","value":"198.51.100.7","object_marking_refs":["{{Objects.Green}}"]}""";

    /// <summary>An indicator of about so many bytes.</summary>
    public static string Big(string name, int serial, int bytes) =>
        Common("indicator", name, serial, One)
        + $$""","description":"{{new string('x', bytes)}}","pattern":"[domain-name:value = 'n{{serial}}.{{name}}.example']","pattern_type":"stix","valid_from":"2026-05-01T00:00:00Z"}""";

    private static string Common(string type, string name, int serial, string modified)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var id = $"{type}--{digest[..8]}-{digest[8..12]}-4000-8000-{serial:D12}";
        return $$"""{"type":"{{type}}","spec_version":"2.1","id":"{{id}}","created":"{{One}}","modified":"{{modified}}","name":"{{name}} {{serial}}","object_marking_refs":["{{Objects.Green}}"]""";
    }
}
