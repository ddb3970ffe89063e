using System.Security.Cryptography;
using System.Text;

namespace Entente.IntegrationTests;

/// <summary>Objects that tests publish.</summary>
internal static class Objects
{
    /// <summary>TLP:GREEN, which the sample arrangement lets pass.</summary>
    public const string Green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";

    /// <summary>An indicator whose id follows from its name and number.</summary>
    public static string Indicator(string name, int serial, string? marking)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var marks = marking is null ? "" : $$""","object_marking_refs":["{{marking}}"]""";
        return $$"""
            {"type":"indicator","spec_version":"2.1","id":"indicator--{{digest[..8]}}-{{digest[8..12]}}-4000-8000-{{serial:D12}}","created":"2026-05-01T00:00:00.000Z","modified":"2026-05-01T00:00:00.000Z","pattern":"[domain-name:value = 'n{{serial}}.{{name}}.example']","pattern_type":"stix","valid_from":"2026-05-01T00:00:00Z"{{marks}}}
            """;
    }

    /// <summary>The version of what is made here.</summary>
    public const string Modified = "2026-05-01T00:00:00.000Z";

    /// <summary>A vulnerability whose id follows from its name; the sample arrangement holds it for a releaser.</summary>
    public static string Vulnerability(string name)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return $$"""
            {"type":"vulnerability","spec_version":"2.1","id":"vulnerability--{{digest[..8]}}-{{digest[8..12]}}-4000-8000-{{digest[12..24]}}","created":"{{Modified}}","modified":"{{Modified}}","name":"{{name}}","object_marking_refs":["{{Green}}"]}
            """;
    }

    /// <summary>A bundle of one object.</summary>
    public static string Bundle(string item) =>
        $$"""{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000001","objects":[{{item}}]}""";
}
